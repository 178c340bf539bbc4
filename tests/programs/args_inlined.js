'use strict';
// Idea: known arguments of every kind in functions that TurboFan inlined.
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers, warm } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'turbofan', computed: 'inlined', texts: 'inlined' }, tiers: tiers(args.functions) });

warm(args.start);
args.start(1, true);
