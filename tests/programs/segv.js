'use strict';
// Idea: dying by a segmentation fault signal.
// Chain: leaf run
const { segv } = require('./truth.js');

function leaf() { segv(); }
function run() { leaf(); }

run();
