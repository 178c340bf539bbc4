'use strict';
// Idea: code of another context (vm.runInNewContext) between frames of the main one.
// Chain: home away host
const vm = require('vm');
const { die } = require('./truth.js');

function home(n) { die({ n }); }

function host() {
  vm.runInNewContext('function away(n) {\n  return [n].map((x) => home(x));\n}\naway(3)', { home }, { filename: 'away.vm' });
}

host();
