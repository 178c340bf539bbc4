'use strict';
// Idea: one function compiled by Sparkplug on request, between interpreted ones.
// Flags: --allow-natives-syntax --no-opt
// Node: >=16.20
// Chain: inner middle outer
const { die, tiers } = require('./truth.js');

function extra() {
  const wanted = { inner: 'interpreted', middle: 'baseline', outer: 'interpreted' };
  return { wanted, tiers: tiers({ inner, middle, outer }), status: %GetOptimizationStatus(middle) };
}

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

%PrepareFunctionForOptimization(middle);
outer(1, false);
%CompileBaseline(middle);
outer(1, true);
