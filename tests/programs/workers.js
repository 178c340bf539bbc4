'use strict';
// Idea: three isolates in one process: two workers that spin and sleep in known chains, the main thread dies.
// Chain: arrived emit
const { Worker } = require('worker_threads');
const { die } = require('./truth.js');

const threads = [];

function arrived(thread) {
  threads.push(thread);
  if (threads.length !== 2) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); // V8 compiles what spins, and may be at it
  die({ threads });
}

for (const how of ['spin', 'sleep']) {
  new Worker(require.resolve('./modules/held.js'), { workerData: how }).on('message', arrived);
}
