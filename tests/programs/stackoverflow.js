'use strict';
// Idea: an endless recursion that ends in an uncaught RangeError, aborting.
// Flags: --abort-on-uncaught-exception --stack-size=300
// Chain: down start
const { note } = require('./truth.js');

// The truth ends at the first level; thousands more of `down` are above it at the time of death.
function down(n) {
  if (n === 0) note({ repeats: 'down', line: 10 });
  return down(n + 1) + 1;
}

function start() { return down(0); }

start();
