'use strict';
// Idea: getters and setters inlined into optimized code.
// Chain: double level run
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ run }), wanted: { run: 'turbofan' } });

class Gauge {
  constructor(now) { this.now = now; this.value = 1; }
  get double() { die(extra, this.now); return this.value * 2; }
  set level(n) { this.value = n; this.value = this.double; }
}

const gauges = [new Gauge(false), new Gauge(true)];

function run(n, now) {
  const gauge = gauges[now | 0];
  gauge.level = n & 7;
  return gauge.value;
}

warm(run);
run(1, true);
