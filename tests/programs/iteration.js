'use strict';
// Idea: the iteration protocol called by for-of, spread, destructuring and yield*.
// Chain: return next [Symbol.iterator]
const { die } = require('./truth.js');

const closing = { [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { die(); return {}; } }; } };
const stepping = { [Symbol.iterator]() { return { next() { const [first] = closing; return { done: true, value: first }; } }; } };
const spreading = { [Symbol.iterator]() { return [...stepping][Symbol.iterator](); } };

for (const item of spreading) console.log(item);
