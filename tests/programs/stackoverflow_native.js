'use strict';
// Idea: an endless recursion that runs into the end of the real stack (V8 is told that it is larger).
// Flags: --stack-size=60000
// Chain: down start
const { note } = require('./truth.js');

// The truth ends at the first level; thousands more of `down` are above it at the time of death.
function down(n) {
  if (n === 0) note({ repeats: 'down', line: 10 });
  return down(n + 1) + 1;
}

function start() { return down(0); }

start();
