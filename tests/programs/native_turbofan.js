'use strict';
// Idea: three levels inlined by TurboFan on request.
// Flags: --allow-natives-syntax
// Node: >=12.22
// Chain: inner middle outer
const { die, tiers } = require('./truth.js');

function extra() {
  const wanted = { inner: 'inlined', middle: 'inlined', outer: 'turbofan' };
  return { wanted, tiers: tiers({ inner, middle, outer }), status: %GetOptimizationStatus(outer) };
}

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

%PrepareFunctionForOptimization(inner);
%PrepareFunctionForOptimization(middle);
%PrepareFunctionForOptimization(outer);
for (let i = 0; i < 100; i++) outer(i, false);
%OptimizeFunctionOnNextCall(outer);
outer(1, false);
outer(1, true);
