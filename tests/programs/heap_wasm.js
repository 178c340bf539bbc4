'use strict';
// Idea: WebAssembly's own objects on the heap: tables, instances, functions, types.
// Tells: values
// Node: >=16
// Flags: --expose-gc
const { die } = require('./truth.js');

// (module (table 5 7 funcref) (func $a (export "main") (result i32) i32.const 42) (func $b (result i32) i32.const 43)
//   (elem (i32.const 0) $a $b))
const bytes = Buffer.from('0061736d010000000105016000017f030302000004040170000507080104' +
  '6d61696e00000908010041000b0200010a0b020400412a0b0400412b0b', 'hex');
const table = new WebAssembly.Table({ initial: 100, element: 'anyfunc' });
const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
table.set(3, instance.exports.main);
table.grow(10);
globalThis.kept = [table, instance, new WebAssembly.Memory({ initial: 1 }), new WebAssembly.Global({ value: 'i32' }, 7)];
for (let i = 0; i < 100; i++) instance.exports.main();

function start() {
  gc();
  die();
}

start();
