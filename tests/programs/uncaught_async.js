'use strict';
// Idea: an unhandled rejection under --abort-on-uncaught-exception.
// Flags: --abort-on-uncaught-exception --unhandled-rejections=strict
// Chain: task main
const { note } = require('./truth.js');

async function task() {
  await null;
  note(); throw new Error('rejected');
}

async function main() { await task(); }

main();
