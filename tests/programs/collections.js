'use strict';
// Idea: callbacks of Map, Set and typed arrays, and constructors of collections that iterate.
// Chain: inTyped inSet inMap next
const { die } = require('./truth.js');

function inTyped(x) { die({ x }); }
function inSet(x) { Uint8Array.of(x, 2).map(inTyped); }
function inMap(value, key) { new Set([key]).forEach(inSet); }

const entries = {
  next() { new Map([[1, 'one']]).forEach(inMap); return { done: true }; },
  [Symbol.iterator]() { return this; },
};

new Map(entries);
