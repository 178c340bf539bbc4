'use strict';
// Idea: known arguments of every kind in functions that Maglev inlined.
// Flags: --allow-natives-syntax --maglev --no-turbofan
// Node: >=22 <22.9 | >=23
// Chain: instances collections objects oddballs texts computed numbers start
const args = require('./modules/args.js');
const { tiers } = require('./truth.js');

args.extra = () => ({ args: args.expected(), wanted: { start: 'maglev', numbers: 'inlined' }, tiers: tiers(args.functions) });

for (const f of Object.values(args.functions)) %PrepareFunctionForOptimization(f);
for (let i = 0; i < 100; i++) args.start(i, false);
%OptimizeMaglevOnNextCall(args.start);
args.start(1, false);
args.start(1, true);
