'use strict';
// Idea: an await chain that goes through Promise.any.
// Node: >=15
// Chain: task main
const { die } = require('./truth.js');

async function task(n) {
  await null;
  if (n === 1) {
    await new Promise(setImmediate);
    die({ n });
  }
  throw new Error('no');
}

async function main() { await Promise.any([task(0), task(1)]); }

main();
