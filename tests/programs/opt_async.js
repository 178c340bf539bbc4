'use strict';
// Idea: hot async functions, optimized where they are resumed.
// Chain: leaf task main
const { die, tiers } = require('./truth.js');

const extra = () => ({ tiers: tiers({ task }) });

function leaf(now) { die(extra, now); return 1; }

async function task(n, now) {
  await null;
  return leaf(now) + n;
}

async function main() {
  for (let i = 0; i < 60000; i++) await task(i, false);
  await task(1, true);
}

main();
