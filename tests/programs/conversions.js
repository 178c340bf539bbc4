'use strict';
// Idea: conversions that call back: toString, valueOf, Symbol.toPrimitive, hasInstance.
// Chain: toString valueOf [Symbol.toPrimitive] [Symbol.hasInstance]
const { die } = require('./truth.js');

const text = { toString() { die(); return ''; } };
const number = { valueOf() { return `${text}`.length; } };
const primitive = { [Symbol.toPrimitive](hint) { return hint === 'number' ? number + 1 : 0; } };
const type = { [Symbol.hasInstance]() { return +primitive > 0; } };

({}) instanceof type;
