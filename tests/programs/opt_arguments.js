'use strict';
// Idea: inlined calls with fewer and more arguments than declared.
// Chain: fewer more run
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ run }), wanted: { run: 'turbofan' } });

function fewer(now, a, b, c) { die(extra, now); return c === undefined ? a : b; }
function more(now) { return fewer(now, 1); }
function run(n, now) { return more(now, n, 'extra', 3); }

warm(run);
run(1, true);
