'use strict';
// Idea: an optimized function deoptimized by %DeoptimizeFunction while it is on the stack.
// Flags: --allow-natives-syntax
// Node: >=12.22
// Chain: leaf middle outer
const { die, tiers } = require('./truth.js');

const extra = () => ({ tiers: tiers({ leaf, outer }), status: %GetOptimizationStatus(outer) });

function leaf(now) {
  if (now) %DeoptimizeFunction(outer);
  die(extra, now);
  return 1;
}

function middle(a, now) { return leaf(now) + a; }
function outer(a, now) { return middle(a, now) * 2; }

%NeverOptimizeFunction(leaf);
%PrepareFunctionForOptimization(middle);
%PrepareFunctionForOptimization(outer);
for (let i = 0; i < 100; i++) outer(i, false);
%OptimizeFunctionOnNextCall(outer);
outer(1, false);
outer(1, true);
