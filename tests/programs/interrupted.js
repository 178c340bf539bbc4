'use strict';
// Idea: interrupts before the first bytecode of functions, since others that were compiled meanwhile are to be installed.
// Live: yes
const { note } = require('./truth.js');

let made = 0;
globalThis.make = (parameters, text) => new Function(parameters, `${text} // ${made++}`); // not one that V8 has compiled before

// All is made anew, and nothing but `hot` has a loop: a function that is in use for long is optimized in the end with
// all that it calls, and then V8 asks for interrupts in its loop alone.
function turn() {
  const hot = make('n', 'let sum = 0; for (let i = 0; i < n; i++) sum += i * n; return sum;');
  const step = make('n, hot, step', 'hot(50); make("n", "return n + 1;")(n); return n && step(n - 1, hot, step);');
  step(500, hot, step);
  setImmediate(turn);
}

note({});
setImmediate(turn);
require('fs').writeSync(1, 'ready\n');
