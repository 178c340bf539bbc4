'use strict';
// Idea: an await chain that goes through Promise.all.
// Chain: task main
const { die } = require('./truth.js');

async function task(n) {
  await null;
  if (n === 2) {
    await null;
    die({ n });
  }
}

async function main() { await Promise.all([task(0), task(1), task(2)]); }

main();
