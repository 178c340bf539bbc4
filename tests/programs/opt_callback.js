'use strict';
// Idea: Array.prototype.map, forEach and reduce inlined together with their callbacks.
// Chain: add each sum
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ sum }), wanted: { sum: 'turbofan' } });
const list = [1, 2, 3, 4];

function sum(n, now) {
  let all = 0;
  list.forEach(function each(x) {
    all += list.reduce(function add(a, b) { die(extra, !(b !== 3 | !now)); return a + b; }, x);
  });
  return all + list.map((x) => x * 2).length;
}

warm(sum);
sum(1, true);
