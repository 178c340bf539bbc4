'use strict';
// Idea: optimized code that became invalid while it is on the stack (lazy deoptimization).
// Chain: leaf work run
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ run }) });

class Worker {
  work(now) { return leaf(now) + this.step(); }
  step() { return 1; }
}

const worker = new Worker();

function leaf(now) {
  if (now) Worker.prototype.step = function other() { return 2; };
  return die(extra, now) | 0;
}

function run(n, now) { return worker.work(now) + n; }

leaf(false);
warm(run);
run(1, true);
