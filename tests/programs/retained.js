'use strict';
// Idea: named objects that retain known things, and a heap snapshot that V8 wrote of them.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const path = require('path');
const { die } = require('./truth.js');

class NamedObjects {}
class Leaf { constructor(n) { this.n = n; this.text = 'leaf ' + n; } }
class Link { constructor(value) { this.value = value; this.previous = null; this.next = null; } }
class List {
  constructor(count, make) {
    this.head = this.tail = null;
    for (let i = 0; i < count; i++) {
      const link = new Link(make(i));
      link.previous = this.tail;
      if (this.tail) this.tail.next = link; else this.head = link;
      this.tail = link;
    }
  }
}
class Cache {
  constructor(count) {
    this.byKey = new Map();
    this.list = new List(count, (i) => ({ key: 'key ' + i, value: new Leaf(i) }));
    for (let link = this.list.head; link; link = link.next) this.byKey.set(link.value.key, link);
  }
}
class Tree { constructor(depth) { this.left = depth ? new Tree(depth - 1) : null; this.right = depth ? new Tree(depth - 1) : null; } }
class Derived extends Leaf { constructor(n) { super(n); this.more = [n, n + 0.5, 'x' + n]; } }

const range = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const letters = (n) => String.fromCharCode(97 + (n % 26)).repeat(n);
function counter(n) { const own = range(n, (i) => new Leaf(i)); return () => own.length; }
function* generate(n) { const own = range(n, (i) => new Leaf(i)); for (const each of own) yield each; }
async function wait(n) { const own = range(n, (i) => new Leaf(i)); await new Promise(() => {}); return own; }
function shared(made) { return { first: made, second: made }; }

const both = range(900, (i) => new Leaf(i));
const weakly = new WeakMap();
const key = { key: true };
weakly.set(key, range(700, (i) => new Leaf(i)));
const error = new Error('held');
error.stack; // makes text of what would hold functions, which V8 drops when it likes
error.details = range(150, (i) => new Leaf(i));
const generator = generate(260);
generator.next();
const dictionary = {};
for (let i = 0; i < 600; i++) dictionary['name ' + i] = { i };
for (let i = 0; i < 600; i += 3) delete dictionary['name ' + i];
const sparse = [];
sparse[1e6] = 1;
for (let i = 0; i < 300; i++) sparse[i * 1000] = new Leaf(i);
const ring = range(400, (i) => ({ i, next: null }));
ring.forEach((each, i) => { each.next = ring[(i + 1) % ring.length]; });
const held = range(220, (i) => new Leaf(i)); // by two of the objects below: neither retains it
const cyclic = { name: 'cyclic', parts: range(330, (i) => ({ i })) };
cyclic.parts.forEach((part) => { part.whole = cyclic; });
const big = range(500, (i) => new Leaf(i));

const named = new NamedObjects();
Object.assign(named, {
  leaf: new Leaf(1), leaves: range(1000, (i) => new Leaf(i)), few: range(10, (i) => new Leaf(i)),
  list: new List(800, (i) => new Leaf(i)), cache: new Cache(700), tree: new Tree(9), small_tree: new Tree(3),
  derived: range(300, (i) => new Derived(i)), map: new Map(range(500, (i) => ['map key ' + i, new Leaf(i)])),
  set: new Set(range(400, (i) => 'set member ' + i)), map_of_maps: new Map(range(60, (i) => [i, new Map([[i, { i }]])])),
  numbers: range(2000, (i) => i + 0.25), small_integers: range(3000, (i) => i), strings: range(300, (i) => letters(i + 20) + i),
  long_string: JSON.stringify(range(900, (i) => i)), two_bytes: 'é\u4e00'.repeat(2000) + range(10, String).join(''), two_bytes_too: 'ê\u4e01'.repeat(99) + range(20, String).join(''),
  bytes: new Uint8Array(100000), floats: new Float64Array(3000), buffer: Buffer.alloc(50000, 1), array_buffer: new ArrayBuffer(70000),
  view: new DataView(new ArrayBuffer(4000)), closure: counter(250), closures: range(100, (i) => () => i + big.length),
  bound: Math.max.bind(null, range(120, (i) => new Leaf(i))), generator, promise: wait(180), error,
  resolved: Promise.resolve(range(140, (i) => new Leaf(i))), dictionary, sparse, ring: ring[0], cyclic,
  holder_one: { held, own: range(50, (i) => new Leaf(i)) }, holder_two: { held, own: range(70, (i) => new Leaf(i)) },
  both_one: { both }, both_two: { both }, diamond: { left: shared(both.slice(0, 3)), right: shared(range(90, (i) => new Leaf(i))) },
  weakly, key, symbols: { [Symbol('a')]: range(40, (i) => new Leaf(i)), [Symbol.for('b')]: new Leaf(2) },
  proxy: new Proxy({ target: range(60, (i) => new Leaf(i)) }, { handler: range(20, (i) => new Leaf(i)) }),
  regexp: /a(b+)c|d{3,7}/g, date: new Date(12345), bigint: range(100, (i) => BigInt(i) ** 40n),
  nested: range(30, (i) => range(30, (j) => [i, j])), objects: range(400, (i) => ({ i, inner: { text: 'inner ' + i } })),
  frozen: Object.freeze(range(200, (i) => Object.freeze({ i, f: i / 3 }))), accessor: { get value() { return big; } },
  arguments: (function () { return arguments; })(...range(300, (i) => new Leaf(i))), null_object: Object.assign(Object.create(null), { x: range(30, (i) => ({ i })) }),
  iterator: new Map(range(100, (i) => [i, new Leaf(i)])).entries(), weak_set: new WeakSet(ring.slice(0, 50)),
  outside: [Buffer.alloc(1500000, 'kept by Node itself').toString('latin1')],
  wide: Object.fromEntries(range(60, (i) => ['field' + i, new Leaf(i)])),
});
globalThis.named = named;

setImmediate(() => {
  gc();
  v8.writeHeapSnapshot(path.join(path.dirname(process.env.V8DBG_TRUTH), 'retained.heapsnapshot'));
  die({ names: Object.keys(named) });
});
