'use strict';
// Idea: an access past the end of memory in WebAssembly, uncaught: caught once before, to ask V8 where.
// Flags: --abort-on-uncaught-exception
// Chain: inner run
const fs = require('fs');

// (memory 1) (func $inner (param i32) nop local.get 0 i32.load drop) (func (export "run") (param i32) local.get 0 call 0)
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  1, 5, 1, 0x60, 1, 0x7f, 0,
  3, 3, 2, 0, 0,
  5, 3, 1, 0, 1,
  7, 7, 1, 3, 114, 117, 110, 0, 1,
  10, 18, 2, 9, 0, 1, 0x20, 0, 0x28, 2, 0, 0x1a, 0x0b, 6, 0, 0x20, 0, 0x10, 0, 0x0b,
  0, 15, 4, 110, 97, 109, 101, 1, 8, 1, 0, 5, 105, 110, 110, 101, 114);

const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes));

function run() { wasm.run(1 << 20); }

function describe(site) {
  return {
    function: site.getFunctionName(), script: site.getScriptNameOrSourceURL(), line: site.getLineNumber(),
    column: site.getColumnNumber(), construct: null, async: null,
  };
}

Error.prepareStackTrace = (_, list) => list.slice(0, 3).map(describe);
try {
  run();
} catch (error) {
  const truth = { node: process.version, v8: process.versions.v8, pid: process.pid, moving: 0, sites: error.stack, extra: {} };
  fs.writeFileSync(process.env.V8DBG_TRUTH || '/dev/stdout', JSON.stringify(truth, null, 1));
}
delete Error.prepareStackTrace;
run();
