'use strict';
// Idea: a fault signal in the inner one of two nested loops, no calls in it.
// Chain: spin outer
const { dieSoon } = require('./truth.js');

const grid = new Float64Array(1024);

function spin() {
  dieSoon({ lines: { spin: [10, 11, 12, 13] } }, 0.7, 'SEGV');
  for (let round = 0; ; round++) {
    for (let i = 1; i < grid.length; i++) {
      grid[i] = grid[i - 1] * 0.5 +
        round;
    }
  }
}

function outer() { return spin(); }

outer();
