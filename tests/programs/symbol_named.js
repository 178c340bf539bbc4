'use strict';
// Idea: functions named by symbols, with and without a description.
// Chain: [described] [Symbol.toStringTag]
const { die } = require('./truth.js');

const described = Symbol('described');
const plain = Symbol();
const object = {
  [described]() { die(); },
  [plain]() { this[described](); },
  get [Symbol.toStringTag]() { this[plain](); return 'Tagged'; },
};

String(object);
