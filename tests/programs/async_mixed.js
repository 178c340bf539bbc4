'use strict';
// Idea: plain functions on top of an async chain that was resumed.
// Chain: leaf work job start
const { die } = require('./truth.js');

function leaf() { die(); }
function work() { [1].forEach(leaf); }

async function job() {
  await null;
  work();
}

async function start() { try { await job(); } finally { console.log('not reached'); } }

start();
