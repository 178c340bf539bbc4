'use strict';
// Idea: optimized functions of none to five parameters that are deoptimized without end: at once, and when a call returns.
// Flags: --allow-natives-syntax
// Live: yes
const { note } = require('./truth.js');

let value = 1;
const box = (globalThis.box = [1, 'of any kind']);
globalThis.deoptimize = (f) => { if (value !== 1) %DeoptimizeFunction(f); };

let made = 0;
function once(parameters, body, given) {
  const f = new Function(...parameters, `${body} // ${made++}`); // V8 would take the one of the same text
  const call = () => f(...[f, 2, 3, 4, 5].slice(0, given));
  value = box[0] = 1;
  %PrepareFunctionForOptimization(f);
  call();
  call();
  %OptimizeFunctionOnNextCall(f);
  call();
  value = box[0] = 1.5;
  call();
}

const names = ['f', 'b', 'c', 'd', 'e'];
function turn() {
  for (let count = 0; count <= names.length; count++) {
    once(names.slice(0, count), 'return box[0] + 1', count);
    once(['f', ...names.slice(1, count)], 'deoptimize(f); return f', count + 1); // also more than are declared
  }
  setImmediate(turn);
}

note({});
setImmediate(turn);
require('fs').writeSync(1, 'ready\n');
