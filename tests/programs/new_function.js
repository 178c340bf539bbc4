'use strict';
// Idea: functions made by Function and by the constructor of async and generator functions.
// Chain: make
const { die } = require('./truth.js');

const Generator = Object.getPrototypeOf(function* () {}).constructor;

function make() {
  const plain = new Function('die', 'a', 'return die({ a })');
  const generator = new Generator('f', 'die', 'yield 1;\nf(die, 2);');
  return [...generator(plain, die)];
}

make();
