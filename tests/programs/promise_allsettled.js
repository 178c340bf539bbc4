'use strict';
// Idea: an await chain that goes through Promise.allSettled.
// Node: >=12.9
// Chain: task
const { die } = require('./truth.js');

async function task(n) {
  await null;
  if (n === 1) {
    await null;
    die({ n });
  }
}

async function main() { await Promise.allSettled([task(0), task(1)]); }

main();
