'use strict';
// Idea: Array.from over an iterable with a mapper, and over an array-like with a getter.
// Chain: mapper 0 next
const { die } = require('./truth.js');

const arrayLike = { length: 1, get 0() { Array.from([1], function mapper(x) { die({ x }); }); return 0; } };
const iterable = {
  [Symbol.iterator]() { return { next() { return { value: Array.from(arrayLike), done: true }; } }; },
};

Array.from(iterable);
