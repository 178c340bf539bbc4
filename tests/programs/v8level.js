'use strict';
// Idea: objects whose storage V8 itself tells by its natives: elements kinds, fast and slow properties, attributes, sizes,
// strings, promises, buffers, handles; all held by globalThis.v8dbgHeld.
// Flags: --allow-natives-syntax --no-deprecation
// Tells: values
const fs = require('fs');
const vm = require('vm');
const { die } = require('./truth.js');

const held = {};
const told = {};
Object.defineProperty(globalThis, 'v8dbgHeld', { value: held });

const NATIVES = ['HasSmiElements', 'HasObjectElements', 'HasDoubleElements', 'HasHoleyElements', 'HasDictionaryElements',
  'HasSloppyArgumentsElements', 'HasFastProperties', 'HasPackedElements', 'HasSmiOrObjectElements'];
const natives = {};
for (const name of NATIVES) {
  try { natives[name] = vm.runInThisContext(`(function ask(o) { return %${name}(o); })`); } catch (_) { /* not in this V8 */ }
}

function attributes(value) {
  const found = {};
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol' || /^\d+$/.test(key)) continue;
    const own = Object.getOwnPropertyDescriptor(value, key);
    found[key] = [own.writable === undefined ? null : own.writable, own.enumerable, own.configurable];
  }
  return found;
}

function tell(name, value, extra) {
  held[name] = value;
  const asked = {};
  if (typeof value === 'object' && value !== null) {
    for (const [native, ask] of Object.entries(natives)) asked[native] = ask(value);
    asked.attributes = attributes(value);
  }
  told[name] = { ...asked, ...extra };
}

// -- elements --
tell('smis', [1, 2, 3], { items: [1, 2, 3] });
tell('holeySmis', [1, , 3], { items: [1, null, 3] });
tell('doubles', [1.5, 2.5, -0.25], { items: [1.5, 2.5, -0.25] });
tell('holeyDoubles', [1.5, , 2.5], { items: [1.5, null, 2.5] });
tell('objects', ['a', {}, 3]);
tell('holeyObjects', ['a', , {}]);
const sparse = [];
sparse[1000000] = 'far';
tell('sparse', sparse);
tell('arguments', (function (a, b) { return arguments; })(1, 2)); // strict: no alias
tell('sloppy', new Function('a', 'b', 'const keep = () => a; return [arguments, keep][0]')(1, 2));

// -- properties --
class Point { constructor(x, y) { this.x = x; this.y = y; } }
const points = [];
for (let i = 0; i < 30; i++) points.push(new Point(i, i / 2)); // slack tracking ends
tell('point', points[29], { own: ['x', 'y'], representation: { x: 'smi', y: 'double' } });
held.points = points;
const slow = { a: 1, b: 2, c: 3 };
delete slow.a;
tell('slow', slow, { own: ['b', 'c'] });
const mixed = { plain: 1 };
Object.defineProperty(mixed, 'hidden', { value: 2, enumerable: false, writable: true, configurable: true });
Object.defineProperty(mixed, 'fixed', { value: 3, enumerable: true, writable: false, configurable: false });
Object.defineProperty(mixed, 'computed', { get() { return 1; }, enumerable: true, configurable: false });
tell('mixed', mixed, { own: ['plain', 'hidden', 'fixed', 'computed'] });
const slowMixed = { gone: 0, plain: 1 };
Object.defineProperty(slowMixed, 'hidden', { value: 2, enumerable: false, writable: true, configurable: true });
Object.defineProperty(slowMixed, 'fixed', { value: 3, enumerable: true, writable: false, configurable: false });
delete slowMixed.gone;
tell('slowMixed', slowMixed, { own: ['plain', 'hidden', 'fixed'] });
const many = {};
for (let i = 0; i < 60; i++) many[`key${i}`] = i;
tell('many', many, { own: Object.keys(many) });
tell('frozen', Object.freeze({ a: 1, b: 'two' }), { own: ['a', 'b'] });

// -- strings --
const long = 'the first part of a long string, ' + Math.random();
const cons = long + ' and its second part';
tell('cons', cons, { form: 'cons', length: cons.length, text: cons });
const flat = 'flat '.repeat(20) + Math.random();
JSON.parse(JSON.stringify({ [flat]: 1 }));
const base = Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789').toString('latin1');
const slice = base.slice(3, 30);
tell('slice', slice, { form: 'sliced', length: slice.length, text: slice, offset: 3 });
tell('base', base, { form: 'seq', length: base.length, text: base });
const two = '\u4e2d\u6587 ' + 'x'.repeat(3) + String.fromCharCode(0x1234);
tell('two', two, { length: two.length, text: two });
tell('literal', 'internalized', { form: 'seq', length: 12, text: 'internalized', internalized: true });
const key = ['th', 'in key ', String(Date.now())].join('');
held.named = { [key]: 1 };
tell('thin', key, { length: key.length, text: key });
tell('index', String(12345), { length: 5, text: '12345' });
const big = Buffer.alloc(3000000, 'x').toString('latin1');
tell('external', big, { form: 'external', length: big.length });

// -- others --
tell('pending', new Promise(() => {}), { status: 'pending' });
tell('fulfilled', Promise.resolve(7), { status: 'fulfilled' });
const rejected = Promise.reject(new Error('no'));
rejected.catch(() => {});
tell('rejected', rejected, { status: 'rejected' });
tell('regexp', /a(b)c/gi, { flags: ['global', 'ignore_case'] });
tell('map', new Map([['one', 1], ['two', 2], [3, 'three']]), { size: 3 });
tell('set', new Set([1, 'x', held]), { size: 3 });
tell('weak', new WeakMap([[held, 'v']]), { size: 1 });
tell('buffer', new ArrayBuffer(24), { byte_length: 24 });
tell('shared', new SharedArrayBuffer(16), { byte_length: 16 });
tell('typed', new Float64Array([1, 2.5]), { byte_length: 16 });
tell('symbol', Symbol('described'));
tell('wellKnown', Symbol.iterator);
const handle = new (process.binding('tcp_wrap').TCP)(0);
tell('handle', handle, { internal: true });
tell('number', 1234.5, { value: 1234.5 });

// -- functions, so that there is feedback --
function hot(o) { let t = 0; for (let i = 0; i < 20; i++) t += o.x; return t; }
for (let i = 0; i < 300; i++) hot(points[i % 30]);
tell('hot', hot);
tell('Point', Point);
tell('bound', hot.bind(null, points[0]));
function* gen() { yield 1; }
const generator = gen();
generator.next();
tell('generator', generator);
fs.fstatSync(1);

die({ values: told });
