'use strict';
// Idea: names of properties in the space that isolates share, which a worker alone keeps.
// Tells: values
// Flags: --shared-string-table
// Node: >=20
const { Worker, isMainThread, parentPort } = require('worker_threads');
const { die } = require('./truth.js');

if (isMainThread) {
  new Worker(__filename).on('message', () => setTimeout(die, 200));
} else {
  const object = (globalThis.object = {});
  for (let number = 0; number < 1000; number++) object['shared name ' + number] = number;
  parentPort.postMessage('named');
  setInterval(() => {}, 100000);
}
