'use strict';
// Idea: call, apply, spread, rest and bound functions inlined into optimized code.
// Chain: rest spread bound called run
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ run }), wanted: { run: 'turbofan' } });

function rest(now, ...others) { die(extra, now); return others.length; }
function spread(now, ...all) { return rest(now, ...all); }
function bound(a, b, now) { return spread(now, a, b); }
const half = bound.bind(null, 1);
function called(now) { return half(this.b, now); }
function run(n, now) { return called.call({ b: n }, now); }

warm(run);
run(1, true);
