'use strict';
// Idea: async functions three deep, after a real suspension.
// Chain: three two one main
const { die } = require('./truth.js');

const later = () => new Promise((resolve) => setImmediate(resolve));

async function three() {
  await later();
  die();
}

async function two() { await three(); }

async function one() {
  const result = await two();
  return result;
}

async function main() { await one(); }

main();
