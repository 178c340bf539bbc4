'use strict';
// Idea: three levels that became hot by themselves, compiled by Maglev, which inlines what it likes to.
// Flags: --maglev --no-turbofan
// Node: >=22 <22.9 | >=23
// Chain: inner middle outer
const { die, tiers, warm } = require('./truth.js');

function extra() {
  return { wanted: { outer: 'maglev' }, tiers: tiers({ inner, middle, outer }) };
}

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

warm(outer, 'maglev');
outer(1, true);
