'use strict';
// Idea: a setTimeout callback, set from an interval, set from an immediate.
// Chain: timeout
const { die } = require('./truth.js');

function timeout(n) { die({ n }); }

setImmediate(function immediate() {
  const interval = setInterval(function tick() {
    clearInterval(interval);
    setTimeout(timeout, 1, 5);
  }, 1);
});
