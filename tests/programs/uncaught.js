'use strict';
// Idea: an uncaught error under --abort-on-uncaught-exception.
// Flags: --abort-on-uncaught-exception
// Chain: leaf run
const { note } = require('./truth.js');

// The function of the first site goes on: it is then at its throw, in the same line.
function leaf(problem) { note(); throw problem; }
function run() { leaf(new RangeError('out of range')); }

run();
