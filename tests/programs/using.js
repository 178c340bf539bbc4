'use strict';
// Idea: explicit resource management: disposal at the end of a block.
// Node: >=24
// Chain: [Symbol.dispose] scope
const { die } = require('./truth.js');

function scope() {
  using resource = { [Symbol.dispose]() { die(); } };
  return resource;
}

scope();
