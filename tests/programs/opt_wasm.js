'use strict';
// Idea: optimized JavaScript that calls WebAssembly, which calls JavaScript.
// Chain: imported run
const { die, tiers, warm } = require('./truth.js');

// (import "env" "f" (func (param i32))) (func (export "run") (param i32) local.get 0 call 0)
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 0x60, 1, 0x7f, 0,
  2, 9, 1, 3, 101, 110, 118, 1, 102, 0, 0,
  3, 2, 1, 0,
  7, 7, 1, 3, 114, 117, 110, 0, 1,
  10, 8, 1, 6, 0, 0x20, 0, 0x10, 0, 0x0b);

const extra = () => ({ tiers: tiers({ run }), wanted: { run: 'turbofan' } });

function imported(now) { die(extra, now === 1); }

const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { f: imported } });

function run(n, now) { wasm.run(now ? 1 : 0); return n; }

warm(run);
run(1, true);
