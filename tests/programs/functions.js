'use strict';
// Idea: plain nested functions, each called from the middle of its caller.
// Chain: inner middle outer
const { die } = require('./truth.js');

function inner(a, b) {
  const sum = a + b;
  die({ sum });
  return sum;
}

function middle(a) {
  return 1 +
    inner(a, 2);
}

const outer = () => { middle(1); };

outer();
