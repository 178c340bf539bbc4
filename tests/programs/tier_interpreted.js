'use strict';
// Idea: three functions that stay in the interpreter.
// Flags: --no-opt
// Chain: inner middle outer
const { die, tiers } = require('./truth.js');

function extra() {
  const tier = 'interpreted';
  return { wanted: { inner: tier, middle: tier, outer: tier }, tiers: tiers({ inner, middle, outer }) };
}

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

outer(1, true);
