// Idea: values so large that printing them takes time; for the benchmark.
// Tells: values
'use strict';
const { die } = require('./truth.js');

const array = Array.from({ length: 10000 }, (_, i) => (i % 3 === 0 ? i : i % 3 === 1 ? i + 0.5 : { id: i, name: `n${i}` }));
const wide = {};
for (let i = 0; i < 1200; i++) wide[`property_${i}`] = i % 2 ? i : `value ${i}`;
const text = 'The quick brown fox jumps over the lazy dog. '.repeat(Math.ceil(10e6 / 45)).slice(0, 10e6);
text.charCodeAt(0); // flat, as a string that was read is

globalThis.large = { array, wide, text };
die();
