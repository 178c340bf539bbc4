'use strict';
// Idea: generators: next, yield*, throw into one, a generator method.
// Chain: leaf delegate outer
const { die } = require('./truth.js');

function* leaf() { try { yield 1; } catch (error) { die({ message: error.message }); } }
function* delegate() { yield* leaf(); }
const object = { *outer() { const running = delegate(); running.next(); yield running.throw(new Error('in')); } };

for (const value of object.outer()) console.log(value);
