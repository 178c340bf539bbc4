'use strict';
// Idea: one worker after another begins and ends.
// Live: yes
const fs = require('fs');
const { Worker } = require('worker_threads');
const { note } = require('./truth.js');

function next() {
  new Worker('', { eval: true }).on('exit', next);
}

note({});
next();
fs.writeSync(1, 'ready\n');
