'use strict';
// Idea: a Worker that waits for messages, with no handle scope open.
// Tells: values
const { Worker, isMainThread, parentPort } = require('worker_threads');
const { die } = require('./truth.js');

if (isMainThread) {
  new Worker(__filename).once('message', () => setTimeout(die, 100));
} else {
  parentPort.on('message', () => {});
  parentPort.postMessage('ready');
}
