'use strict';
// Idea: known arguments of every kind in baseline frames.
// Flags: --always-sparkplug --no-opt
// Node: >=16.20
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'baseline', numbers: 'baseline' }, tiers: tiers(args.functions) });

for (let i = 0; i < 100; i++) args.start(i, false);
args.start(1, true);
