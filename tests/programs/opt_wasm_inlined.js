'use strict';
// Idea: WebAssembly inlined into optimized JavaScript, where it traps: caught once before, to ask V8 where.
// Flags: --abort-on-uncaught-exception
// Node: >=22
// Chain: get run
const fs = require('fs');
const { lwp, tiers, warm } = require('./truth.js');

// (type $s (struct (field (mut i32)))) (func (export "make") (result externref) struct.new_default $s extern.convert_any)
// (func $get (export "get") (param externref) (result i32) local.get 0 any.convert_extern ref.cast (ref $s) struct.get $s 0)
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0,
  1, 14, 3, 0x5f, 1, 0x7f, 1, 0x60, 0, 1, 0x6f, 0x60, 1, 0x6f, 1, 0x7f,
  3, 3, 2, 1, 2,
  7, 14, 2, 4, 109, 97, 107, 101, 0, 0, 3, 103, 101, 116, 0, 1,
  10, 23, 2, 7, 0, 0xfb, 1, 0, 0xfb, 0x1b, 0x0b, 13, 0, 0x20, 0, 0xfb, 0x1a, 0xfb, 0x16, 0, 0xfb, 2, 0, 0, 0x0b,
  0, 13, 4, 110, 97, 109, 101, 1, 6, 1, 1, 3, 103, 101, 116);

const { exports: wasm } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
const objects = [wasm.make(), wasm.make()];

function run(n, now) { return wasm.get(objects[now ? 2 : n & 1]); }
objects.push({});

function describe(site) {
  return {
    function: site.getFunctionName(), script: site.getScriptNameOrSourceURL(), line: site.getLineNumber(),
    column: site.getColumnNumber(), construct: null, async: null,
  };
}

warm(run);
Error.prepareStackTrace = (_, list) => list.slice(0, 2).map(describe);
try {
  run(1, true);
} catch (error) {
  const extra = { tiers: tiers({ run }), wanted: {} };
  const truth = { node: process.version, v8: process.versions.v8, pid: process.pid, lwp: lwp(), moving: 0, sites: error.stack, extra };
  fs.writeFileSync(process.env.V8DBG_TRUTH || '/dev/stdout', JSON.stringify(truth, null, 1));
}
delete Error.prepareStackTrace;
warm(run);
run(1, true);
