'use strict';
// Idea: an uncaught error thrown by a builtin under --abort-on-uncaught-exception.
// Flags: --abort-on-uncaught-exception
// Chain: run
const { note } = require('./truth.js');

function run(value) { note(); return JSON.parse(value); }

run('{ not json');
