'use strict';
// Idea: three functions compiled by Sparkplug, like everything else in the process.
// Flags: --always-sparkplug --no-opt
// Node: >=16.20
// Chain: inner middle outer
const { die, tiers } = require('./truth.js');

function extra() {
  const tier = 'baseline';
  return { wanted: { inner: tier, middle: tier, outer: tier }, tiers: tiers({ inner, middle, outer }) };
}

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

for (let i = 0; i < 100; i++) outer(i, false);
outer(1, true);
