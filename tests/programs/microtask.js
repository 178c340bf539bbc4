'use strict';
// Idea: a queueMicrotask callback.
// Chain: task
const { die } = require('./truth.js');

queueMicrotask(function task() { die(); });
