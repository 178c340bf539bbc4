'use strict';
// Idea: optimized code that became invalid while it is on the stack (lazy deoptimization).
// Chain: invalidate leaf work run
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ run }), wanted: { run: 'turbofan' } });

class Worker {
  work(now) { return leaf(now) + this.step(); }
  step() { return 1; }
}

const worker = new Worker();

// The code of run is deoptimized where this returns to it, which it never does. A Proxy, so that it is not inlined.
const end = new Proxy(function invalidate(now) {
  if (now) Worker.prototype.step = function other() { return 2; };
  die(extra, now);
}, {});

function leaf(now) { end(now); return 1; }

function run(n, now) { return worker.work(now) + n; }

warm(run);
run(1, true);
