'use strict';
exports.second = require('./second.js');
