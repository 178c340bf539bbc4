'use strict';
// Idea: optimized code inside a catch block, what was thrown came from an inlined function.
// Chain: handle guarded
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ guarded }), wanted: { guarded: 'turbofan' } });
const problem = new Error('prepared');

function fail(n) { if (n >= 0) throw problem; return n; }
function handle(error, now) { die(extra, now); return error; }

function guarded(n, now) {
  for (let i = 0; i < 10; i++) n = n + i & 0xff;
  try { return fail(n); } catch (error) { return handle(error, now); }
}

warm(guarded);
guarded(1, true);
