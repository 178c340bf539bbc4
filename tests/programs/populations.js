'use strict';
// Idea: known numbers of objects of many classes, counted by the program and by V8, and garbage that is gone.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const vm = require('vm');
const { die } = require('./truth.js');

const kept = (globalThis.kept = {});
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

class Base { constructor(n) { this.n = n; } }
class Middle extends Base { constructor(n) { super(n); this.list = [n, n + 1]; } }
class Leaf extends Middle { #secret = 1; get secret() { return this.#secret; } }
class Bare {}
class Lists extends Array {}
class Tables extends Map {}
class Failure extends Error {}
class Later extends Promise {}
class Bytes extends Uint8Array {}
class Nothing extends null { constructor() { return Object.create(new.target.prototype); } }
class Tampered { constructor(n) { this.constructor = n % 2 ? Base : 'no function'; } }
class Renamed { constructor(n) { this.n = n; } }
Object.defineProperty(Renamed, 'name', { value: 'Order' });
class WithStaticName { static name() { return 'called'; } }
function Old(n) { this.n = n; }
Old.prototype.method = function () {};
function Derived(n) { Old.call(this, n); this.more = n; }
Derived.prototype = Object.create(Old.prototype); // without a constructor of its own
function Lent(n) { this.n = n; }
Lent.prototype = new Old(0); // an instance, and a prototype
function Literal(n) { this.n = n; }
Literal.prototype = { constructor: Old, literal: true };
const holder = { Inner: class { constructor(n) { this.inner = n; } } };
const nameless = (() => class { constructor(n) { this.without = n; } })();
class Dropped { constructor(n) { this.n = n; } }
const foreign = vm.createContext({});

function fill() {
  kept.base = many(101, (n) => new Base(n));
  kept.middle = many(52, (n) => new Middle(n));
  kept.leaf = many(33, (n) => new Leaf(n));
  kept.bare = many(17, () => new Bare());
  kept.lists = many(19, (n) => Lists.from([n, n + 1, n + 2]));
  kept.tables = many(23, (n) => new Tables([[n, n]]));
  kept.failures = many(29, (n) => new Failure('failure ' + n));
  kept.later = many(31, (n) => new Later(() => n));
  kept.bytes = many(37, (n) => new Bytes(n));
  kept.nothing = many(5, () => new Nothing());
  kept.tampered = many(41, (n) => new Tampered(n));
  kept.renamed = many(43, (n) => new Renamed(n));
  kept.withStaticName = many(11, () => new WithStaticName());
  kept.old = many(47, (n) => new Old(n));
  kept.derived = many(53, (n) => new Derived(n));
  kept.lent = many(14, (n) => new Lent(n));
  kept.literal = many(15, (n) => new Literal(n));
  kept.inner = many(16, (n) => new holder.Inner(n));
  kept.nameless = many(18, (n) => new nameless(n));
  kept.created = many(20, () => Object.create(Base.prototype));
  kept.heirs = many(21, (n) => Object.create(kept.old[n]));
  kept.nullish = many(300, (n) => Object.assign(Object.create(null), { nullish: n }));
  kept.dictionaries = many(61, (n) => {
    const found = new Base(n);
    for (let i = 0; i < 30; i++) found['key' + n + '_' + i] = i;
    delete found.n;
    found.dictionary = true;
    return found;
  });
  kept.foreign = vm.runInContext('class Foreign {}; Array.from({ length: 67 }, () => new Foreign())', foreign);
  kept.swapped = many(22, (n) => Object.setPrototypeOf(new Base(n), Leaf.prototype));
  kept.closures = many(3, (n) => function threeTimes() { return n; });
  for (let n = 0; n < 5000; n++) [new Base(n), new Leaf(n), new Old(n), new Tables()].length = 0; // garbage
}

const own = () => ({
  Base: 101 + 20 + 61, Middle: 52, Leaf: 33 + 22, Bare: 17, Lists: 19, Tables: 23, Failure: 29, Later: 31, Bytes: 37,
  Nothing: 5, Tampered: 41, Order: 43, WithStaticName: 11, Old: 47 + 21, Derived: 53, Lent: 14, Literal: 15,
  Inner: 16, Foreign: 67, nameless: 18,
});

// How many objects have the prototype of a class in their chain; subclasses' own prototypes are among them.
function queried() {
  if (!v8.queryObjects) return null;
  const classes = { Base, Middle, Leaf, Bare, Lists, Tables, Failure, Later, Bytes, Tampered, Old, Derived, Lent };
  const found = {};
  for (const [name, one] of Object.entries(classes)) found[name] = v8.queryObjects(one, { format: 'count' });
  return found;
}

function drop() {
  for (let n = 0; n < 500; n++) new Dropped(n); // nobody has them, and nothing collects them any more
}

function start() {
  fill();
  gc();
  gc();
  const counted = queried();
  gc();
  drop();
  die(() => ({ own: own(), queried: counted, spaces: v8.getHeapSpaceStatistics() }));
}

start();
