'use strict';
// Idea: direct eval that sees the caller's variables.
// Chain: inEval eval host
const { die } = require('./truth.js');

function host(n) {
  return eval(`
    function inEval() { die({ n }); }
    inEval();`);
}

host(1);
