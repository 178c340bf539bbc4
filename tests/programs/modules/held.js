'use strict';
// A worker that tells where it is, then stays there: every site but the first is exact.
const { parentPort, threadId, workerData } = require('worker_threads');
const { lwp, sites } = require('../truth.js');

function hold(how) {
  parentPort.postMessage({ lwp: lwp(), threadId, how, moving: 1, sites: sites() });
  if (how === 'sleep') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  for (;;);
}

class Station {
  stay(how) { return hold(how); }
}

function enter(how) {
  [how].forEach((each) => new Station().stay(each));
}

enter(workerData);
