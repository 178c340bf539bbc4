'use strict';
// Idea: JavaScript of the asm.js kind, which V8 compiles as WebAssembly.
// Chain: imported inner run main
const { die } = require('./truth.js');

function Module(stdlib, foreign) {
  "use asm"; // eslint-disable-line
  var f = foreign.f; // eslint-disable-line
  function inner(n) {
    n = n | 0;
    if ((n | 0) > 0) inner((n - 1) | 0);
    else f();
  }
  function twice(n) {
    n = n | 0;
    inner(n);
    return (n + n) | 0;
  }
  function run(n) {
    n = n | 0;
    return (twice(n) | 0) + 1 | 0;
  }
  return { run: run };
}

function imported() { die(); }

function main() { Module(globalThis, { f: imported }).run(2); }

main();
