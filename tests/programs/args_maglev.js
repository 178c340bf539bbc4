'use strict';
// Idea: known arguments of every kind in Maglev frames, none of them inlined.
// Flags: --maglev --no-turbofan --no-maglev-inlining
// Node: >=22 <22.9 | >=23
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers, warm } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'maglev', numbers: 'maglev', instances: 'maglev' }, tiers: tiers(args.functions) });

warm(args.start, 'maglev', Object.values(args.functions));
args.start(1, true);
