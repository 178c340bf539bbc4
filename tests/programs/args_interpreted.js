'use strict';
// Idea: known arguments of every kind in interpreted frames.
// Flags: --no-opt
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'interpreted', numbers: 'interpreted' }, tiers: tiers(args.functions) });

args.start(1, true);
