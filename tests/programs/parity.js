// Idea: what mdb_v8's and llnode's own tests look at: arrays, closures, buffers, strings, errors, three known frames.
// Tells: values
'use strict';
const fs = require('fs');

class Animal {
  constructor(name) { this.name = name; this[Symbol('symbolic')] = 'by symbol'; }
  speak() { return this.name; }
}

const outer = 'outer variable', counter = 41, table = { in: 'context' };
function makeClosure(captured) {
  let hits = 3;
  return function myClosure() { hits += captured; return [outer, counter, table, hits]; };
}

const filled = (length) => Array.from({ length }, (_, i) => i * 2);
const half = new Array(4096);
for (let i = 0; i < 2048; i++) half[i] = i;
const deleted = filled(10);
delete deleted[3];
delete deleted[4];
const doubles = {};
for (let i = 0; i < 37; i++) doubles[`prop_${i}`] = [11, 17, 33].includes(i) ? i + 0.5 : i;
const hash = {};
for (let i = 0; i < 60; i++) hash[`key ${i}`] = i % 2 ? i : `v${i}`;
delete hash['key 7'];
const closure = makeClosure(5);
closure(); // hits is 8 now, and the function has bytecode
const bound = closure.bind({ self: 'bound this' }, 'first', 2);
const buffer = Buffer.from('hello world!');
const thin = `thin ${process.pid}`.concat(' string');
({ [thin]: 1 });
const left = `the left half ${process.pid} and `;
const failed = Object.assign(new Error('no such file'), { code: 'ENOENT', errno: -2 });
const failedStack = failed.stack;

globalThis.parity = {
  arrays: Object.fromEntries([0, 1, 3, 1023, 1024, 1025, 4095, 4096, 4097, 100000].map((n) => [`a${n}`, filled(n)])),
  half, deleted, sliced: filled(20).slice(5, 9), slicedHoles: deleted.slice(2, 6),
  values: { seq: 'sequential', cons: left + 'the right half', slice: (left + left + left).slice(3, 30), smi: 17, zero: 0, negative: -5, double: 1.25,
    big: 2 ** 42, nan: NaN, nil: null, undef: undefined, empty: [], list: [1, 'two', , 4], hole: [, 1], date: new Date(0), regexp: /a+b/gi, yes: true, no: false },
  doubles, hash, closure, bound, buffer, slice: buffer.slice(6, 11), notArray: { length: 3 }, animal: new Animal('rex'),
  strings: { cons: left + 'right', internalized: 'internalized', thin, external: Buffer.alloc(1 << 21, 'x').toString('latin1'),
    slicedExternal: Buffer.alloc(1 << 21, 'abcdefgh').toString('latin1').slice(1000, 1100) },
  failed, arrayBuffer: new Uint8Array([1, 2, 3, 254]).buffer, typed: new Uint8Array([5, 6, 7]), arrow: (x) => x + 1, resolved: Promise.resolve('result'),
  pending: new Promise(() => {}), date: new Date(1500000000000), invalid: new Date(NaN), symbol: Symbol('named'), number: 3.5, nothing: null, missing: undefined,
  map: new Map([['key', { in: 'map' }]]), proxy: new Proxy({ target: 1 }, {}), long: filled(300),
};

function first(text, size) { second({ text }, 1.5, null, size); }
function second(object, double, nil, size) { third(object.text, [double, nil, size]); }
function third(text, list) {
  fs.writeFileSync(process.env.V8DBG_TRUTH, JSON.stringify({ node: process.version, pid: process.pid, left, failedStack, text, list }));
  process.abort();
}
first('the top argument', 42);
