'use strict';
// Idea: known arguments of every kind in functions that Maglev inlined.
// Flags: --maglev --no-turbofan
// Node: >=22 <22.9 | >=23
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers, warm } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'maglev', numbers: 'inlined' }, tiers: tiers(args.functions) });

warm(args.start, 'maglev');
args.start(1, true);
