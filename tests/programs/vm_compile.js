'use strict';
// Idea: vm.compileFunction with parameters.
// Chain: host
const vm = require('vm');
const { die } = require('./truth.js');

function host() {
  const compiled = vm.compileFunction('const n = a + 1;\nreturn die({ n });', ['die', 'a'], { filename: 'compiled.vm', lineOffset: 4 });
  compiled(die, 1);
}

host();
