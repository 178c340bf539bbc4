'use strict';
// Idea: VALUE expressions with what JavaScript itself says that they are.
// Tells: values
// Chain: inner middle
const { die } = require('./truth.js');

const wellKnown = { [Symbol.iterator]: 'iterates', [Symbol('mine')]: 'by description', [Symbol.for('shared')]: 'registered' };

class Base {
  constructor() { this.id = 7; }
  get computed() { return this.id * 2; }
  method() { return 1; }
}

class Private extends Base {
  #secret = 'hidden';
  static tally = 41;
  constructor() { super(); this.own = 'mine'; }
  reveal() { return this.#secret; }
}

function* numbers() { yield 1; yield 2; }
function named(a, b, c = 3, ...d) { return a + b + c + d.length; }

const generator = numbers();
generator.next();
const target = { inside: 'the target' };
const trap = { get() { return 'trapped'; } };
const bound = named.bind({ bound: 'this' }, 'first', 'second');
const zoo = {
  headers: { 'content-type': 'text/html', 'a.dotted key': 1, 'with "quotes"': 2, 'ключ': 'кириллица', '日本': { deep: [1, [2, 3]] } },
  list: [10, 20.5, 'three', , null],
  doubles: [1.5, 2.5, -0],
  big: { 4294967296: 'no index', '-1': 'negative', '007': 'padded' },
  sparse: Object.assign([], { 100000: 'far' }),
  map: new Map([['k', 'v'], [1, 'one'], ['nested', new Map([['in', 'side']])], [target, 'by object']]),
  set: new Set(['a', 'b']),
  weak: new WeakMap([[target, 'weakly']]),
  bytes: new Uint8Array([1, 2, 255]),
  floats: new Float64Array([0.5, -2]),
  bigs: new BigInt64Array([5n, -6n]),
  buffer: Buffer.from('hello'),
  view: new DataView(new ArrayBuffer(16), 4),
  text: 'héllo wörld',
  wide: '日本語',
  boxed: Object('boxed'),
  one: Object(1),
  proxy: new Proxy(target, trap),
  promise: Promise.resolve('fulfilled with'),
  pending: new Promise(() => {}),
  rejected: Promise.reject(new RangeError('why')),
  bound,
  generator,
  regexp: /a(b)c/gi,
  date: new Date(1234567890123),
  symbols: wellKnown,
  private: new Private(),
  classes: { Base, Private },
  error: Object.assign(new TypeError('broken'), { code: 'E_BROKEN' }),
  fn: named,
  frozen: Object.freeze({ x: 1 }),
  bare: Object.assign(Object.create(null), { y: 2 }),
  bigint: 123456789012345678901234567890n,
  yes: true,
  nothing: undefined,
  empty: '',
  args: (function () { return arguments; })('zero', 'one'),
  iterator: new Map([['k', 'v']]).entries(),
  get getter() { return 'not run'; },
  set setter(value) {},
};
zoo.rejected.catch(() => {});
zoo.self = zoo;
const many = {};
for (let i = 0; i < 1200; i++) many['p' + i] = i;
delete many.p7;
zoo.many = many;
let outer = 'closure variable';
let shadowed = 'outer';
globalThis.shared = { on: 'global' };

// [expression, what it is]: of F stands the frame of `inner`
const long = new Array(1000000).fill('x');
long[999999] = 'last';
const longDoubles = new Array(100000).fill(0.5);
const told = [
  ['F.first.list[0]', 10], ['F.first.list[1]', 20.5], ['F.first.list[2]', 'three'], ['F.first.list[4]', null],
  ['F.first.list.length', 5], ['F.first["list"][2]', 'three'], ["F.first['list'].2", 'three'],
  ['F.first.doubles[1]', 2.5], ['F.first.sparse[100000]', 'far'], ['F.first.sparse.length', 100001],
  ['F.first.big["4294967296"]', 'no index'], ['F.first.big[-1]', 'negative'], ['F.first.big["007"]', 'padded'],
  ['F.first.headers["content-type"]', 'text/html'], ['F.first.headers[content-type]', 'text/html'],
  ['F.first.headers.content-type', 'text/html'],
  ['F.first.headers["a.dotted key"]', 1], ['F.first.headers["with \\"quotes\\""]', 2],
  ["F.first.headers['with \"quotes\"']", 2],
  ['F.first.headers.ключ', 'кириллица'], ['F.first.headers["\\u043a\\u043b\\u044e\\u0447"]', 'кириллица'],
  ['F.first.headers.日本.deep[1][1]', 3],
  ['F.first.map[[Entries]][0]', 'v'], ['F.first.map[[Entries]][1].key', 1], ['F.first.map[[Entries]][1].value', 'one'],
  ['F.first.map[[Entries]]["k"]', 'v'], ['F.first.map.get("k")', 'v'], ['F.first.map.get(1)', 'one'],
  ['F.first.map.get(k)', 'v'], ['F.first.map.get(F.first.proxy[[Target]])', 'by object'],
  ['F.first.weak.get(F.target)', 'weakly'],
  ['F.first.map.get("nested").get("in")', 'side'], ['F.first.map.size', 4], ['F.first.map[[Entries]].length', 4],
  ['F.first.set[[Entries]][1]', 'b'], ['F.first.set.size', 2], ['F.first.weak[[Entries]][0].value', 'weakly'],
  ['F.first.bytes[2]', 255], ['F.first.bytes.length', 3], ['F.first.floats[1]', -2], ['F.first.floats.byteLength', 16],
  ['F.first.bigs[1]', -6n], ['F.first.buffer[1]', 101], ['F.first.buffer.length', 5],
  ['F.first.view.byteLength', 12], ['F.first.view.byteOffset', 4], ['F.first.view.buffer.byteLength', 16],
  ['F.first.view.buffer[[ArrayBufferByteLength]]', 16],
  ['F.first.text.length', 11], ['F.first.text[1]', 'é'], ['F.first.wide[2]', '語'], ['F.first.wide', '日本語'],
  ['F.first.boxed.length', 5], ['F.first.boxed[2]', 'x'], ['F.first.boxed[[PrimitiveValue]]', 'boxed'],
  ['F.first.one[[PrimitiveValue]]', 1],
  ['F.first.proxy[[Target]].inside', 'the target'], ['F.first.proxy[[Handler]].get.name', 'get'],
  ['F.first.proxy[[IsRevoked]]', false],
  ['F.first.promise[[PromiseState]]', 'fulfilled'], ['F.first.promise[[PromiseResult]]', 'fulfilled with'],
  ['F.first.pending[[PromiseState]]', 'pending'], ['F.first.pending[[PromiseResult]]', undefined],
  ['F.first.rejected[[PromiseState]]', 'rejected'], ['F.first.rejected[[PromiseResult]].message', 'why'],
  ['F.first.bound[[TargetFunction]].name', 'named'], ['F.first.bound[[BoundThis]].bound', 'this'],
  ['F.first.bound[[BoundArguments]][1]', 'second'], ['F.first.bound[[BoundArgs]].length', 2], ['F.first.bound.name', 'bound named'],
  ['F.first.generator[[GeneratorState]]', 'suspended'], ['F.first.generator[[GeneratorFunction]].name', 'numbers'],
  ['F.first.regexp.source', 'a(b)c'], ['F.first.regexp.flags', 'gi'], ['F.first.regexp.global', true],
  ['F.first.regexp.sticky', false], ['F.first.regexp.lastIndex', 0], ['F.first.date[[DateValue]]', 1234567890123],
  ['F.first.symbols[Symbol.iterator]', 'iterates'], ['F.first.symbols[@@iterator]', 'iterates'],
  ['F.first.symbols[Symbol(mine)]', 'by description'], ['F.first.symbols[Symbol("shared")]', 'registered'],
  ['F.first.private.#secret', 'hidden'], ['F.first.private["#secret"]', undefined], ['F.first.private.id', 7], ['F.first.private.own', 'mine'],
  ['F.first.private.constructor.name', 'Private'], ['F.first.private.constructor.tally', 41],
  ['F.first.private.method.name', 'method'], ['F.first.private.__proto__.constructor.name', 'Private'],
  ['F.first.private[[Prototype]][[Prototype]].constructor.name', 'Base'],
  ['F.first.classes.Private.prototype.reveal.name', 'reveal'], ['F.first.classes.Private[[Prototype]].name', 'Base'],
  ['F.first.error.message', 'broken'], ['F.first.error.code', 'E_BROKEN'], ['F.first.error.name', 'TypeError'],
  ['F.first.fn.length', named.length], ['F.first.fn.name', 'named'], ['F.first.fn[[Scopes]].outer', 'closure variable'],
  ['F.first.frozen.x', 1], ['F.first.bare.y', 2], ['F.first.bigint', 123456789012345678901234567890n], ['F.first.yes', true],
  ['F.first.nothing', undefined], ['F.first.empty.length', 0], ['F.first.args[1]', 'one'], ['F.first.args.length', 2],
  ['F.first.iterator[[Entries]][0].key', 'k'], ['F.first.iterator[[IteratorHasMore]]', true],
  ['F.first.iterator[[IteratorIndex]]', 0], ['F.first.iterator[[IteratorKind]]', 'entries'],
  ['F.first.self.self.self.list.0', 10], ['F.first.many.p1199', 1199], ['F.first.many["p0"]', 0],
  ['F.second', 'two'], ['F.captured', 'changed'], ['F.rest[1]', 'r1'], ['F.rest.length', 2], ['F.arguments[1]', 'two'],
  ['F.arguments.length', 5], ['F.outer', 'closure variable'], ['F.shadowed', 'inner'], ['F.this.receiver', 'of inner'],
  ['F.function.name', 'inner'], ['F.function.length', 3], ['F.function[[Scopes]].shadowed', 'outer'],
  ['G.parameter', 3.25], ['G.this', undefined],
  ['F.zoo.list.length', 5], ['F.long[999999]', 'last'], ['F.longDoubles[99999]', 0.5], ['F.first.args.length', 2], ['F.local', 'in a context'],
  ['global.shared.on', 'global'], ['globalThis.shared.on', 'global'], ['global.Array.name', 'Array'],
  ['global.globalThis.shared.on', 'global'], ['global.Math.PI', Math.PI], ['global.process.pid', process.pid],
  ['process.pid', process.pid], ['process.version', process.version], ['process.versions.v8', process.versions.v8],
  ['process.argv[1]', process.argv[1]], ['process.execPath', process.execPath],
];

// [expression, part of the message]
const wrong = [
  ['F.first.haeders', 'F.first.haeders: no such property', 'nearest: headers'],
  ['F.first.list[5]', 'F.first.list[5]: no such property', ''],
  ['F.long[1000000]', 'no such property', ''], ['F.qqqqqqq', 'no argument or closure variable', 'no name in memory'],
  ['process.env.HOME', 'come from C++ code', 'nodeinfo -e'],
  ['F.first.list.lenght', 'F.first.list.lenght: no such property', 'length'],
  ['F.first.getter', 'F.first.getter: it is an accessor: its getter 0x', ''],
  ['F.first.private.computed', 'its getter 0x', ''],
  ['F.first.setter', 'it has a setter and no getter', ''],
  ['F.first.proxy.inside', 'it is a Proxy', '[[Target]]'],
  ['F.first.bytes[3]', 'no such element: its length is 3', ''],
  ['F.first.text[11]', 'no such character: its length is 11', ''],
  ['F.first.nothing.x', 'F.first.nothing.x: undefined has no properties', ''],
  ['F.first.list[4].x', 'null has no properties', ''],
  ['F.first.map.get("kk")', 'no such key in it', 'nearest: k'],
  ['F.first.headers.get("a")', 'only a Map or a WeakMap', ''],
  ['F.first.map[[Entries]][4]', 'no such entry: there are 4', ''],
  ['F.first.map[[Entires]]', 'there are [[Entries]], [[Prototype]]', 'nearest: Entries'],
  ['F.first.list[0][[Prototype]]', 'a number has no internal slots', ''],
  ['F.first.list[0].x', 'the number 10 has no properties', ''],
  ['F.frist', 'F.frist: no argument or closure variable of that name', 'nearest: first'],
  ['F.rest[2]', 'no such argument', ''],
  ['F.rest', 'rest[0] to [1]', ''],
  ['F.uninitialized', 'not initialized yet', ''],
  ['f9999', 'f9999: there are frames 0 to ', 'jsstack'],
  ['f9999.this', 'f9999: there are frames 0 to ', ''],
  ['t9999.f0', 't9999: no thread 9999', 'there are 1'],
  ['t1', 'a thread is no value', ''],
  ['0x10', '0x10: ', ''], ['0x11', '0x11: ', ''], ['0xffffffffffffffff', '', ''], ['0x', "cannot understand", ''],
  ['12', 'in hexadecimal', ''], ['-3', 'cannot understand', ''], ['', 'an empty VALUE', ''], ['nothing', 'nothing: no such root', ''],
  ['F.first[', 'cannot understand what follows: [', ''], ['F.first.', 'cannot understand what follows: .', ''],
  ['F.first]', 'cannot understand', ''], ['F.first[["x"]]', 'cannot understand', ''], ['F.first["x', 'cannot understand', ''],
  ['(1', 'not closed', ''], ['(1)', 'only a debugger', ''], ['$nosuch', 'no such register', 'rip'], ['F', '', null],
];

function plain(value) {
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (value === undefined) return { undefined: true };
  return { value };
}

function inner(first, second, captured, ...rest) {
  captured = 'changed';
  let local = 'in a context';
  let shadowed = 'inner';
  const use = () => [captured, local, shadowed, uninitialized, zoo, outer, target, long, longDoubles];
  die({ told: told.map(([text, value]) => [text, plain(value)]), wrong });
  const uninitialized = use;
}

function middle(parameter) {
  inner.call({ receiver: 'of inner' }, zoo, 'two', 'original', 'r0', 'r1');
  return [outer, shadowed, parameter];
}

middle(3.25);
