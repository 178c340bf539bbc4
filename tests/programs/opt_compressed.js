'use strict';
// Idea: inlined functions in optimized code whose deoptimization data is compressed, which a flag asks for.
// Node: >=16.20
// Chain: inner middle outer
const v8 = require('v8');
for (const what of ['translation-arrays', 'frame-translations']) v8.setFlagsFromString(`--turbo-compress-${what}`);
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ wanted: { outer: 'turbofan', inner: 'inlined' }, tiers: tiers({ inner, middle, outer }) });

function inner(a, now) { const sum = a + 1; die(extra, now); return sum; }
function middle(a, now) { return inner(a * 2, now) + 1; }
function outer(a, now) { return middle(a + 1, now) * 2; }

warm(outer);
outer(1, true);
