'use strict';
// Idea: sources whose lines end in CRLF, CR and U+2028.
// Chain: third second first
const { die } = require('./truth.js');

const source = [
  '(function first(die) {', '\r\n', '  second();', '\r', '  function second() {', '\u2028',
  '    third(); }', '\r\n', '\r\n', '  function third() {', '\n', ' die(); } })',
].join('');

(0, eval)(`${source}\n//# sourceURL=ends.js`)(die);
