'use strict';
// Idea: a process that wrote V8's own heap snapshot just before it died: classes, closures, collections, known leaks.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const { die } = require('./truth.js');

class Point { constructor(x, y) { this.x = x; this.y = y; } }
class Named extends Point { constructor(n) { super(n, n + 0.5); this.name = 'name' + n; this.#secret = { n }; } #secret; }
class Third extends Named { constructor(n) { super(n); this.list = [n, { n }, 'text' + n]; } }
function Old(n) { this.n = { n }; }
Old.prototype.call = function () { return this.n; };
class MyMap extends Map {}
class MyArray extends Array {}
class MyError extends Error {}
class Big { constructor(n) { for (let i = 0; i < 20; i++) this['field' + i] = { deep: [n, 'v' + i + n] }; } }
class Retainer { constructor(n) { this.payload = new Array(50 + n).fill(0).map((_, i) => new Point({ i }, 'p' + n + '_' + i)); } }
class Getter { get value() { return 1; } set value(v) {} }
class Titled { static get unused() { return 1; } }
Object.defineProperty(Titled, 'name', { value: 'Entitled' });
const Computed = { ['computed' + 1]: class {} }.computed1;
class Leaked { constructor(n) { this.n = n; this.data = 'data of leak ' + n; } }

const kept = (globalThis.kept = []);
const named = (globalThis.named = {});
const leaks = (globalThis.leaks = {});

function closure(n) {
  const captured = new Leaked(n), other = 'other' + n;
  return () => [captured, other];
}

function fill() {
  for (let i = 0; i < 500; i++) {
    kept.push(new Point(i, { i }), new Named(i), new Third(i), new Old(i), [i, 'x' + i, { i }], { ['key' + (i % 50)]: { i } });
  }
  for (let i = 0; i < 60; i++) {
    kept.push(new Map([[{ i }, 'v' + i]]), new Set([{ i }, 'a' + i]), new MyMap([[i, { i }]]), MyArray.from([{ i }]), new MyError('e' + i));
    kept.push(new Big(i), Symbol('s' + i), Promise.resolve({ i }), new RegExp('a{' + i + '}b'), (x) => x + i, new Date(i));
    kept.push(new Uint8Array(100 + i), Buffer.alloc(9000 + i), new ArrayBuffer(50 + i), new Proxy({ i }, {}), 2n ** BigInt(64 + i));
    kept.push(function* () { yield i; }(), Object.create(null), i / 7, kept.push.bind(kept, { i }, i), new Getter(), new Titled(), new Computed());
    kept.push(('cons' + i).repeat(20) + 'tail' + i, ('sliced text number ' + i).slice(3), 'é中' + i, function () { return arguments; }({ i }));
    const dictionary = {};
    for (let k = 0; k < 40; k++) dictionary['k' + k * i] = { k };
    delete dictionary.k0;
    const sparse = [];
    sparse[5] = { i };
    sparse[1e6 + i] = { i };
    kept.push(dictionary, sparse, Object.defineProperty({}, 'hidden', { get() { return i; } }));
  }
  for (let i = 0; i < 50; i++) named['object' + i] = new Retainer(i);
  const weak = new WeakMap();
  const key = (globalThis.key = { key: 1 });
  weak.set(key, new Leaked(100));
  const symbol = Symbol('held by symbol');
  Object.assign(leaks, {
    property: { a: { b: new Leaked(0) } }, element: [1, [2, new Leaked(1)]], closure: closure(2), map: new Map([['k', new Leaked(3)]]),
    mapKey: new Map([[new Leaked(4), 1]]), set: new Set([new Leaked(5)]), bound: Leaked.bind(null, new Leaked(6)),
    promise: Promise.resolve(new Leaked(7)), weak, symbol: { [symbol]: new Leaked(8) }, big: new Big(99),
    dictionary: (() => { const d = { gone: 1, leak: new Leaked(9) }; for (let i = 0; i < 2000; i++) d['k' + i] = i; delete d.gone; return d; })(),
    accessor: Object.defineProperty({}, 'x', { get: closure(10), configurable: true }), proto: Object.create(new Leaked(11)),
    generator: (function* (a) { yield 1; return a; })(new Leaked(12)), args: (function () { return arguments; })(new Leaked(13)),
    proxy: new Proxy(new Leaked(14), {}), field: new (class Holder { #x = new Leaked(15); has() { return this.#x; } })(),
    error: Object.assign(new Error('x'), { info: new Leaked(16) }), sparse: (() => { const a = []; a[2e6] = new Leaked(17); return a; })(),
    view: Object.assign(new Uint8Array(5), { leak: new Leaked(18) }), func: Object.assign(() => 1, { leak: new Leaked(19) }),
  });
  leaks.generator.next();
}

function start() {
  fill();
  gc();
  gc();
  v8.writeHeapSnapshot('own.heapsnapshot');
  die(() => ({ kept: kept.length }));
}

start();
