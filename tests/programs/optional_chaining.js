'use strict';
// Idea: calls through optional chaining and logical assignment.
// Node: >=15
// Chain: leaf host
const { die } = require('./truth.js');

const object = { deep: { leaf() { die(); } } };

function host(x) {
  x ??= object?.missing?.call() ?? object?.
    deep?.['leaf']?.();
  return x;
}

host();
