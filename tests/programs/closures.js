'use strict';
// Idea: closures over variables of three scopes, loop and block ones among them.
// Chain: innermost inner
const { die } = require('./truth.js');

const moduleLevel = 'module';

function outer(parameter) {
  let local = 'outer local';
  return function inner() {
    const found = [];
    for (let i = 0; i < 3; i++) {
      const block = i * 10;
      found.push(function innermost(own) {
        if (own) die({ closure: { moduleLevel, parameter, local, i, block } });
        local = 'changed';
      });
    }
    found[1](false);
    found[2](true);
  };
}

outer('given')();
