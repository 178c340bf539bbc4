'use strict';
// Idea: three isolates that stay alive: two workers in known chains, the main thread in its own.
// Live: yes
const fs = require('fs');
const { Worker } = require('worker_threads');
const { note } = require('./truth.js');

const threads = [];

function hold() {
  note({ threads });
  fs.writeSync(1, 'ready\n');
  for (;;);
}

function arrived(thread) {
  threads.push(thread);
  if (threads.length === 2) hold();
}

for (const how of ['spin', 'sleep']) {
  new Worker(require.resolve('./modules/held.js'), { workerData: how }).on('message', arrived);
}
