'use strict';
// Idea: CommonJS modules that require each other, dying while they load.
// Chain: load require require
require('./modules/first.js');
