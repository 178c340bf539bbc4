'use strict';
// Idea: interrupts before the first bytecode of functions, since others that were compiled meanwhile are to be installed.
// Live: yes
const { note } = require('./truth.js');

let made = 0;
const make = (text) => new Function('n', `${text} // ${made++}`); // not one that V8 has compiled before

function turn() {
  const hot = make('let sum = 0; for (let i = 0; i < n; i++) sum += i * n; return sum;');
  for (let i = 0; i < 3000; i++) {
    hot(50);
    if (i % 50 === 0) for (let j = 0, cold = make('return n + 1;'); j < 50; j++) cold(j);
  }
  setImmediate(turn);
}

note({});
setImmediate(turn);
require('fs').writeSync(1, 'ready\n');
