'use strict';
// Idea: vm.Script with a line and a column offset.
// Chain: second first host
const vm = require('vm');
const { die } = require('./truth.js');

globalThis.die = die;

function host() {
  const source = 'function first() { second(); } function second() {\n  die(); } first();';
  new vm.Script(source, { filename: 'offset.vm', lineOffset: 10, columnOffset: 20 }).runInThisContext();
}

host();
