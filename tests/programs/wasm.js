'use strict';
// Idea: WebAssembly between JavaScript frames, one of its functions calling another.
// Chain: imported caller
const { die } = require('./truth.js');

// (import "env" "f" (func $imported)) (func $inner call $imported) (func (export "run") nop call $inner)
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  1, 4, 1, 0x60, 0, 0,
  2, 9, 1, 3, 101, 110, 118, 1, 102, 0, 0,
  3, 3, 2, 0, 0,
  7, 7, 1, 3, 114, 117, 110, 0, 2,
  10, 12, 2, 4, 0, 0x10, 0, 0x0b, 5, 0, 1, 0x10, 1, 0x0b,
  0, 23, 4, 110, 97, 109, 101, 1, 16, 2, 1, 5, 105, 110, 110, 101, 114, 2, 6, 114, 117, 110, 110, 101, 114);

function imported() { die(); }

function caller() {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { f: imported } });
  instance.exports.run();
}

caller();
