'use strict';
// Idea: async generators driven by for-await, one delegating to the other.
// Chain: numbers main
const { die } = require('./truth.js');

async function* numbers() {
  yield 1;
  await null;
  die();
  yield 2;
}

async function* all() { yield* numbers(); }

async function main() { for await (const n of all()) console.log(n); }

main();
