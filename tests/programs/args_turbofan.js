'use strict';
// Idea: known arguments of every kind in TurboFan frames, none of them inlined.
// Flags: --no-turbo-inlining
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers, warm } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'turbofan', numbers: 'turbofan', instances: 'turbofan' }, tiers: tiers(args.functions) });

warm(args.start, 'turbofan', Object.values(args.functions));
args.start(1, true);
