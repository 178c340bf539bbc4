'use strict';
// Idea: what functions that await the running one were called with, reassigned and captured parameters too.
// Chain: inner outer main
const { die } = require('./truth.js');

const later = () => new Promise((resolve) => setImmediate(resolve));
const told = [
  ['outer', 'first', 1.5], ['outer', 'second', 'changed'], ['outer', 'third', 'seen by a closure'], ['outer', 'missing', undefined],
  ['main', 'only', undefined], // as it was passed: what the default made of it has no name in memory
];

async function inner() {
  await later();
  die({ told: told.map(([f, name, value]) => [f, name, value === undefined ? { undefined: true } : { value }]) });
}

async function outer(first, second, third, missing) {
  second = 'changed';
  const use = () => third;
  third = 'seen by a closure';
  await inner();
  return [first, second, third, missing, use];
}

async function main(only = 'one') {
  await outer(1.5, 'two', 'three');
  return only;
}

main();
