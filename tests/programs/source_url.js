'use strict';
// Idea: evaluated sources that name themselves with sourceURL.
// Chain: named host
const { die } = require('./truth.js');

function host() {
  const named = eval('(function named(f) {\n  f();\n})\n//# sourceURL=virtual/named.js');
  const other = new Function('f', 'named', 'named(f);\n//# sourceURL=virtual-other.js');
  other(die, named);
}

host();
