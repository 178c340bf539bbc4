'use strict';
// Idea: stopped anywhere in a hot loop that has its callee inlined, in a function that was entered optimized.
// Chain: spin outer
const { dieSoon, warm } = require('./truth.js');

const state = { sum: 0 };

function add(n) { state.sum = state.sum + n & 0xffff; }

function spin(rounds, now) {
  mark(now);
  for (let i = 0; i < rounds; i = i + 1 & 0xfffff) add(i);
}

function outer(n, now) { return spin(now ? 1e9 : n & 63, now); }

// The function of the first site goes on: it is then in line 12, or in `add`.
const mark = new Proxy(function marked(now) {
  if (now) dieSoon({ lines: { spin: [12], add: [8] } }, 0.7, 'ABRT', marked);
}, {});

warm(outer);
outer(1, true);
