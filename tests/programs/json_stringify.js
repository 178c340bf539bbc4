'use strict';
// Idea: JSON.stringify calling a replacer, toJSON and a getter.
// Chain: replacer toJSON
const { die } = require('./truth.js');

function replacer(key, value) { if (key === 'b') die({ key, value }); return value; }
const withToJSON = { toJSON() { return JSON.stringify({ a: { b: 1 } }, replacer); } };
const withGetter = { get lazy() { return JSON.stringify([withToJSON]); } };

JSON.stringify(withGetter);
