'use strict';
// Idea: initialisers of parameters and of destructured ones call functions.
// Chain: leaf second first
const { die } = require('./truth.js');

function leaf() { die(); return 1; }
function second({ x = leaf(), y } = {}) { return x + y; }
function first(a, b = second({ y: a }), ...rest) { return [a, b, rest]; }

first(1);
