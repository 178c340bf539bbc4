'use strict';
// Idea: iterator helpers, which are builtins in the middle of a lazy chain.
// Node: >=22
// Chain: inMap inFilter
const { die } = require('./truth.js');

function inMap(x) { die({ x }); }
function inFilter(x) { return [x].values().map(inMap).next().value; }

[1, 2].values().filter(inFilter).take(1).toArray();
