'use strict';
// Idea: comparators of Array.prototype.sort and of a typed array.
// Chain: inner outer
const { die } = require('./truth.js');

function inner(a, b) { if (a === 3) die({ a, b }); return a - b; }
function outer(a, b) { new Float64Array([3, 1, 2, 3]).sort(inner); return a - b; }

['c', 'b', 'a'].sort(outer);
