'use strict';
// Idea: an await chain that goes through Promise.race, which V8 does not follow.
// Chain: task
const { die } = require('./truth.js');

async function task() {
  await null;
  die();
}

async function main() { await Promise.race([task(), new Promise(() => {})]); }

main();
