'use strict';
// Idea: WebAssembly compiled twice while it is on the stack, hot functions inlined into one another.
// Chain: imported deeper imported main
const { die } = require('./truth.js');

// (import "env" "f" (func (param i32))) (func $leaf (param i32) local.get 0 call 0)
// (func $middle (param i32) nop local.get 0 call 1) (func (export "run") (param i32) nop nop local.get 0 call 2)
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 0x60, 1, 0x7f, 0,
  2, 9, 1, 3, 101, 110, 118, 1, 102, 0, 0,
  3, 4, 3, 0, 0, 0,
  7, 7, 1, 3, 114, 117, 110, 0, 3,
  10, 25, 3, 6, 0, 0x20, 0, 0x10, 0, 0x0b, 7, 0, 1, 0x20, 0, 0x10, 1, 0x0b, 8, 0, 1, 1, 0x20, 0, 0x10, 2, 0x0b,
  0, 29, 4, 110, 97, 109, 101, 1, 22, 3,
  1, 4, 108, 101, 97, 102, 2, 6, 109, 105, 100, 100, 108, 101, 3, 5, 111, 117, 116, 101, 114);

const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { f: imported } });

function imported(n) {
  if (n === 1) deeper();
  if (n === 2) die();
}

// the functions below are still Liftoff's; TurboFan replaces them here
function deeper() {
  const end = Date.now() + 800;
  do { for (let i = 0; i < 1e4; i++) wasm.run(0); } while (Date.now() < end);
  wasm.run(2);
}

function main() { wasm.run(1); }

main();
