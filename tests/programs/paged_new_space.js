'use strict';
// Idea: the new space has no halves: objects stay where they are, and what is free between them is used again.
// Tells: values
// Flags: --minor-ms --expose-gc
// Node: >=22
const { die } = require('./truth.js');

const kept = [];
for (let i = 0; i < 400000; i++) {
  const each = { i };
  if (i % 100 === 0) kept.push(each);
}
gc({ type: 'minor' });
die({ kept });
