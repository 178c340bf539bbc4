'use strict';
// Idea: two functions that call each other, one through a builtin.
// Chain: even odd even odd
const { die } = require('./truth.js');

function even(n) { return n === 0 ? die() : odd(n - 1); }
function odd(n) { return [n].map((x) => even(x - 1)); }

even(40);
