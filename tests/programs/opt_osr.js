'use strict';
// Idea: stopped anywhere in a loop whose function was entered once, replaced while on the stack (OSR).
// Chain: spin outer
const { dieSoon } = require('./truth.js');

const state = { sum: 0 };

function add(n) { state.sum = state.sum + n & 0xffff; }

function spin() {
  dieSoon({ lines: { spin: [13], add: [8] } });
  // The function of the first site goes on: it is then in line 13, or in `add`.
  for (let i = 0; ; i = i + 1 & 0xfffff) add(i);
}

function outer() { return spin(); }

outer();
