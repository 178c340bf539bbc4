// Idea: values of every kind, each held by an object of a class of its own (V8dbgProbe0, V8dbgProbe1, …); the program
// writes what util.inspect says of each, that of the newest Node.js, and aborts.
// Tells: values
// Flags: --expose-internals --no-deprecation
'use strict';

const fs = require('fs');
const util = require('util');
const vm = require('vm');
const inspect = require('./modules/newest_inspect.js');

const holders = [];
const kept = { kept: 1 };
Object.defineProperty(globalThis, 'v8dbgKept', { value: { holders, kept } });
const truth = { node: process.version, v8: process.versions.v8, probes: [], skipped: [] };
const OPTIONS = { showProxy: true, customInspect: false, maxStringLength: 200 };

// `extra` is what is expected where v8dbg shows more than util.inspect
function probe(label, value, { options = {}, extra, text } = {}) {
  const number = truth.probes.length;
  const told = { label, options };
  told.text = text === undefined ? inspect(value, Object.assign({}, OPTIONS, options)) : text;
  if (extra !== undefined) told.extra = extra;
  const Holder = new Function(`return class V8dbgProbe${number} { constructor(value) { this.value = value; } }`)();
  holders.push(new Holder(value));
  truth.probes.push(told);
}

// Source text, so that a Node.js without the syntax or the function skips it and says so.
function make(source, more) {
  let value;
  try {
    value = vm.runInThisContext(`'use strict'; (${source})`, { filename: '/srv/made.js' });
  } catch (error) {
    if (!/^(SyntaxError|ReferenceError|TypeError|RangeError)$/.test(error.name)) throw error;
    truth.skipped.push(`${source}: ${error.message}`);
    return;
  }
  probe(source, value, more);
}
vm.runInThisContext('globalThis.require = 0', {}); // nothing of the program's own is seen in `make`
delete globalThis.require;

for (const number of [0, -0, 1, -1, 42, 2147483648, -2147483649, 1e15, 1e21, 1e-7, 0.1, 5e-324, NaN, Infinity, 123456789.123]) {
  probe(`number ${number}`, number);
}
const STRINGS = ['', 'a', "it's", 'say "hi"', `it's "both"`, 'it\'s "all" `three`', 'tab\tnew\nline\r\0\x01\x1b\x7f\x80\x9f', 'back\\slash',
  '\u00e9\u4e2d\u{1f600}', 'half \ud83d', '\ude00 half', 'x\ud83d\ude00y\ud800z', 'x'.repeat(200), 'x'.repeat(201), 'x'.repeat(5000), 'line\n'.repeat(30),
  'line\n'.repeat(60), `${'word '.repeat(20)}\nit's more\n`, '\n'.repeat(90), '\u{1f600}'.repeat(120), 'a'.repeat(199) + '\u{1f600}', '\u4e2d'.repeat(150)];
for (const text of STRINGS) {
  probe(`string ${JSON.stringify(text).slice(0, 40)}`, text);
  probe(`string inside ${JSON.stringify(text).slice(0, 40)}`, { text, list: [text] });
}
probe('long string', 'y'.repeat(100000), { options: { maxStringLength: null } });
probe('long two-byte string in lines', '\u4e2d\u6587 text\n'.repeat(300), { options: { maxStringLength: null } });

for (const source of [
  'undefined', 'null', 'true', 'false', '0n', '-1n', '123456789012345678901234567890n', '-(2n ** 64n)', '2n ** 20000n', 'Symbol()', 'Symbol("foo")', 'Symbol.iterator', 'Symbol("it\'s")',
  // objects
  '{}', '{a: 1}', '{a: 1, b: "two", c: null, d: undefined, e: true}', '{a: {b: {c: 1}}}', '{a: {b: {c: {d: 1}}}}', '{a: {b: {c: {}}}}', '{a: {b: {c: []}}}', '{a: {b: {c: [1]}}}',
  '{"a-b": 1, "": 2, "it\'s": 3, $x: 4, _y: 5, "0x": 6, ["__proto__"]: 7, "new\\nline": 8, "\\u00e9": 9}', '{1: "one", 0: "zero", a: 1}', '{[Symbol("s")]: 1, a: 2, [Symbol()]: 3, [Symbol("it\'s\\n\\\\")]: 4}',
  '{x: 1.5, y: -0, z: NaN}', '{get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {}}', 'Object.create(null)', 'Object.assign(Object.create(null), {a: 1})',
  'Object.create({inherited: 1})', 'Object.create(Object.create(null))', 'Object.create(Object.assign(Object.create(null), {z: 1}))', 'Object.create(Object.create(Object.create(null)))', 'Object.freeze({a: 1})',
  'Object.defineProperty({a: 1}, "hidden", {value: 2})', 'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i]))', 'Object.fromEntries(Array.from({length: 1200}, (_, i) => ["property" + i, i / 2]))',
  '(() => { const o = {}; for (let i = 0; i < 2000; i++) o["p" + i] = i; for (let i = 0; i < 1990; i++) delete o["p" + i]; return o; })()', '(() => { const o = {b: 1}; o.c = 2; o.a = 3; delete o.b; o.b = 4; return o; })()',
  '(() => { const o = {a: 1}; o.self = o; return o; })()', '(() => { const a = {}, b = {a}; a.b = b; return {a, b, both: [a, b]}; })()', '(() => { const o = {list: []}; o.list.push(o, o.list, {o}); return o; })()',
  '(() => { const m = new Map(); m.set(m, {m}); return m; })()', '(() => { const shared = {x: 1}; return [shared, shared, {shared}]; })()', '(() => { const f = function f() {}; f.self = f; return f; })()',
  'new (class Widget { constructor() { this.id = 1; this.name = "widget-1"; } })', 'new (class B extends (class A { constructor() { this.a = 1; } }) {})', 'new (class {})', '[new (class Empty {}), new (class Full { x = 1; })]',
  'Object.assign(new (class P {}), {[Symbol.toStringTag]: "T"})', 'Object.defineProperty(new (class P {}), Symbol.toStringTag, {value: "Own"})', 'new (class Q {}).constructor', 'Object.create((class Zed {}).prototype)', '(class Zed { m() {} }).prototype',
  '{__proto__: {constructor: 5}}', '{constructor: "own"}', '{constructor: class Other {}}', 'Object.setPrototypeOf({a: 1}, null)', 'Object.create({[Symbol.toStringTag]: "Inherited"})', '{a: {[Symbol.toStringTag]: "X"}}',
  '{d: new Date(0), r: /x/g, n: new Number(1), s: Symbol("v"), b: 10n, f: function g() {}, c: class D {}}', 'new (class Many { constructor() { for (let i = 0; i < 26; i++) this["key" + i] = i; } })',
  '{m: new Map([[1, {a: 1}]]), s: new Set([1]), p: Promise.resolve({a: {b: {}}}), u: new Uint8Array(3)}', '{a: new (class Deep {}), b: {c: new (class Deep { x = 1; }), d: {e: new (class Deep { x = 1; }), f: Object.create(null), g: Object.assign(Object.create(null), {x: 1})}}}',
  '{a: {b: {m: new Map([[1, 2]]), s: new Set(), e: new Map(), f: () => 1, g: Object.assign(() => 1, {x: 1}), r: Object.assign(/x/, {y: 1}), d: Object.assign(new Date(0), {z: 1}), u: new Uint8Array(2), p: Promise.resolve(1)}}}',
  '{long: "x".repeat(60), other: "y".repeat(30)}', '{a: "x".repeat(30), b: "y".repeat(30), c: 1}', '{a: {b: "x".repeat(60)}}', '{x: {y: {}}, z: [[[[]]]], w: [[[[1]]]]}', '[[[[[]]]]]', '{a:{b:{c:{}}},d:{e:1}}', '{a: 1, b: {c: {d: {}}}, e: [{f: 1}, {g: {h: 2}}]}',
  'Array.from({length: 4}, (_, i) => ({id: i, name: "name-" + i, tags: ["a", "b"], nested: {value: i * 1.5}}))', '{status: 200, headers: {"content-type": "text/html", "content-length": 12345, connection: "keep-alive"}, body: null, ok: true}',
  // arrays
  '[]', '[1, 2, 3]', '[1.5, 2.5]', '[1, , 3]', '[, ,]', '[,]', 'new Array(5)', '[1.5, , 2.5]', '["a", null, undefined, {}, []]', '[[1, [2]], {a: 1}]', 'Object.assign([1, 2], {extra: true})', 'Object.assign([], {extra: true})', 'Object.assign([1], {[-1]: 2, "01": 3})',
  '(() => { const a = []; a[5] = 1; return a; })()', '(() => { const a = []; a[100000] = 1; return a; })()', '(() => { const a = []; a[4294967294] = 1; return a; })()', '(() => { const a = []; for (let i = 0; i < 300; i += 2) a[i] = i; return a; })()',
  '(() => { const a = Array.from({length: 150}, (_, i) => i); delete a[20]; return a; })()', '(() => { const a = Array.from({length: 150}, (_, i) => i); delete a[100]; return a; })()', '(() => { const a = Array.from({length: 99}, (_, i) => i); a.length = 101; return a; })()',
  'Object.freeze([1, 2])', 'Object.seal([1, , 2])', 'new (class List extends Array {})(3)', '(class Few extends Array {}).from([1, 2])', 'Object.setPrototypeOf([1, 2], null)', 'Object.assign(new (class List extends Array {}), {x: 1})',
  'Array.from({length: 7}, (_, i) => i)', 'Array.from({length: 100}, (_, i) => i)', 'Array.from({length: 101}, (_, i) => i)', 'Array.from({length: 120}, (_, i) => i / 2)', 'Array.from({length: 120}, (_, i) => "item" + i)', 'Array.from({length: 120}, (_, i) => i % 2 ? i : "s" + i)',
  'Array.from({length: 30}, (_, i) => "x".repeat(i))', 'Array.from({length: 30}, (_, i) => -i * 1e7)', 'Array.from({length: 30}, (_, i) => BigInt(i) ** 5n)', 'Array.from({length: 30}, (_, i) => ({i}))', 'Array.from({length: 8}, (_, i) => [i])', 'Array.from({length: 12}, () => true)',
  'Array.from({length: 10}, () => "\\u4e2d\\u6587")', 'Array.from({length: 10}, (_, i) => "e\\u0301".repeat(i))', 'Array.from({length: 10}, (_, i) => "\\u{1f600}".repeat(i % 3))', 'Array.from({length: 10}, (_, i) => ["\\u4e2d", "ab"][i % 2])', 'Array.from({length: 9}, () => undefined)', 'Array.from({length: 20}, () => null)',
  'Object.assign(Array.from({length: 20}, (_, i) => i), {x: 1})', 'Object.assign(Array.from({length: 120}, (_, i) => i), {x: 1})', '{list: Array.from({length: 50}, (_, i) => i * 100)}', '{a: {list: Array.from({length: 50}, (_, i) => "value " + i)}}', '[Array.from({length: 7}, (_, i) => i), 1]',
  '/(a)(b)?/.exec("a")', '/(?<year>\\d+)/.exec("in 2024")', '"a,b".split(",")', 'Object.defineProperty([1, 2], 0, {get() { return 1; }, enumerable: true})', '[function f() {}, class C {}, () => 1]', '[-0, 0, NaN]', '[undefined]', '[null]', 'Array.from({length: 110}, (_, i) => i < 100 ? i : "s")',
  // functions
  'function named() {}', 'function () {}', '() => 1', 'class Foo {}', 'class {}', 'class Foo2 extends Array {}', 'class A2 extends (class B2 {}) {}', 'class N extends null {}', 'async function af() {}', 'async () => 1', 'function* gen() {}', 'async function* agen() {}', '({method() {}}).method',
  'Object.getOwnPropertyDescriptor({get x() { return 1; }}, "x").get', 'Math.max', '(function target(a, b) {}).bind(null, 1)', '(() => {}).bind()', 'Object.defineProperty(function old() {}, "name", {value: "fresh"})', '(() => { function gone() {} delete gone.name; return gone; })()',
  'Object.assign(function withProps() {}, {a: 1, b: {c: 2}})', 'class Static { static x = 1; }', 'Object.setPrototypeOf(function f() {}, null)', 'Object.setPrototypeOf(class F {}, null)', 'Array', 'Function', 'Function.prototype', 'new Function("a", "return a")', 'Object.setPrototypeOf(() => 1, Object.create(Function.prototype, {constructor: {value: class Special extends Function {}}}))',
  'Object.defineProperty(function t() {}, Symbol.toStringTag, {value: "Tag"})', 'Object.defineProperty(class T {}, Symbol.toStringTag, {value: "Tag"})', '{[Symbol("s")]() {}}', '{async *m() {}, async n() {}, *o() {}, p: async () => 1}',
  // containers
  'new Map()', 'new Map([["a", 1], [{}, []], [NaN, -0]])', 'new Set()', 'new Set([1, "two", {a: 1}])', 'new Map(Array.from({length: 120}, (_, i) => [i, "v" + i]))', 'new Set(Array.from({length: 120}, (_, i) => i))', '(() => { const m = new Map(Array.from({length: 50}, (_, i) => [i, i])); for (let i = 0; i < 48; i++) m.delete(i); return m; })()',
  'new (class M2 extends Map {})([[1, 2]])', 'Object.assign(new Map([[1, 2]]), {extra: 1})', 'Object.assign(new Set(), {extra: 1})', 'Object.setPrototypeOf(new Map([[1, 2]]), null)', 'Object.setPrototypeOf(new Set([1]), null)', 'new Map([[{a: {b: {c: {}}}}, new Map([[1, new Map([[2, 3]])]])]])',
  'new Map([[1, 2], [3, 4]]).keys()', 'new Map([[1, 2], [3, 4]]).values()', 'new Map([[1, 2], [3, {a: 1}]]).entries()', 'new Set([5, 6]).values()', 'new Set([5, 6]).entries()', 'new Set().values()', '(() => { const i = new Map([[1, 2], [3, 4]]).keys(); i.next(); return i; })()', '{a: new Set([1]).values(), b: {c: {d: new Set([1]).values()}}}',
  '[1, 2][Symbol.iterator]()', '"ab"[Symbol.iterator]()', '"ab".matchAll(/a/g)', 'new Map(Array.from({length: 120}, (_, i) => [i, i])).entries()', 'new Set(Array.from({length: 120}, (_, i) => i)).values()', 'new Map([["key", "x".repeat(70)], ["other", "y".repeat(90)]])',
  'new Set([["a", ["b"]], new Set([new Set([1])])])', 'new FinalizationRegistry(() => {})', '[1].values().map((x) => x)', 'Iterator.from([1])',
  // promises
  'Promise.resolve(42)', 'Promise.resolve({a: 1})', 'Object.assign(Promise.resolve("x"), {extra: 1})', '(() => { const p = Promise.reject(5); p.catch(() => {}); return p; })()', 'new (class P2 extends Promise {})((resolve) => resolve(1))', '[Promise.resolve([1, [2, [3]]])]', 'new Promise(() => {})',
  // dates, regular expressions, boxes
  'new Date(0)', 'new Date(1700000000123)', 'new Date(NaN)', 'new Date(8.64e15)', 'new Date(-62198755200000)', 'Object.assign(new Date(5), {extra: 1})', 'new (class D2 extends Date {})(5)', 'Object.setPrototypeOf(new Date(5), null)', '[new Date(NaN), new Date(1)]',
  '/re/gi', '/a\\/b[/]/', 'new RegExp("")', 'new RegExp("/", "msuy")', '/x/d', '/[a]/v', 'new RegExp("\\n")', 'Object.assign(/x/, {a: 1})', 'new (class R2 extends RegExp {})("x")', 'Object.setPrototypeOf(/x/g, null)',
  'new Number(3)', 'new Number(-0)', 'new String("abc")', 'new Boolean(false)', 'Object(Symbol("boxed"))', 'Object(5n)', 'Object.assign(new String("ab"), {extra: 1})', 'Object.assign(new Number(1), {extra: 1})', 'new (class S2 extends String {})("x")', 'Object.setPrototypeOf(new Number(1), null)', 'Object.assign(new String("abc"), {5: "five"})',
  // bytes
  'new Uint8Array([1, 2, 3])', 'new Int8Array([-1])', 'new Uint16Array([65535])', 'new Int32Array([-3])', 'new Float32Array([1.5, -0])', 'new Float64Array([0.1, NaN])', 'new Uint8ClampedArray([300])', 'new BigInt64Array([-5n])', 'new BigUint64Array([2n ** 63n])', 'new Float16Array([1.5])', 'new Uint8Array(0)', 'new Uint8Array(200)', 'new Float64Array(120).map((_, i) => i / 3)',
  'Object.assign(new Uint8Array(2), {extra: 1})', 'Object.setPrototypeOf(new Uint8Array(2), null)', 'new (class Bytes extends Uint8Array {})(2)', 'new ArrayBuffer(4)', 'new ArrayBuffer(0)', 'new ArrayBuffer(120)', 'new SharedArrayBuffer(2)', 'Object.assign(new ArrayBuffer(2), {extra: 1})', 'new DataView(new ArrayBuffer(8), 2)',
  '{a: {b: {c: new ArrayBuffer(1), d: new DataView(new ArrayBuffer(1))}}}', 'new Uint8Array(new ArrayBuffer(4, {maxByteLength: 16})).fill(2)', '(() => { const b = new ArrayBuffer(4); new MessageChannel().port1.postMessage(0, [b]); return b; })()', '(() => { const b = new ArrayBuffer(4); const a = new Uint8Array(b); new MessageChannel().port1.postMessage(0, [b]); return a; })()',
  // others
  '(function () { return arguments; })(1, "two")', '(function () { return arguments; })()', 'Object.assign((function () { return arguments; })(1), {x: 1})', 'Math', 'JSON', 'Reflect', 'Atomics', 'new Intl.NumberFormat("en")', 'new Intl.DateTimeFormat("en")', 'new Intl.Locale("en")', 'new WebAssembly.Memory({initial: 1})', 'new WebAssembly.Table({initial: 1, element: "anyfunc"})',
  'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))', 'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))', 'new Proxy({a: 1}, {})', 'new Proxy(function f() {}, {get: 1})', 'new Proxy([1, 2], {})', '(() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return proxy; })()',
  'new Proxy(new Proxy({}, {}), {})', '{a: {b: {c: new Proxy({}, {})}}}', 'Temporal.PlainDate.from("2024-01-02")', 'new Temporal.Duration(1)', 'Object.prototype', 'Array.prototype', 'Object.getPrototypeOf(function* () {}).prototype', 'new (function Old() { this.x = 1; })', 'process.versions', 'process.release', 'process.features.inspector', 'queueMicrotask', 'setTimeout',
  'Symbol.prototype', 'Promise.prototype', 'Map.prototype', 'new WeakSet()', 'new WeakMap()', 'globalThis.v8dbgKept.kept', 'vm => vm', 'new URL("http://user@example.org:81/path?q=1#h")', '{url: new URL("http://x/")}', 'new AbortController().signal.constructor', 'new TextDecoder().constructor', 'new EventTarget().constructor',
  // errors
  'new Error("message")', 'new Error()', 'new TypeError("bad type")', 'new (class MyError extends Error {})("mine")', 'new (class Failure extends Error {})("odd name")', 'Object.assign(new Error("coded"), {code: "E_X", errno: -2, path: "/x"})', 'Object.assign(new Error("named"), {name: "Custom"})', 'Object.assign(new Error("named"), {name: "CustomError"})',
  '(() => { const e = new Error("late"); e.message = "changed"; return e; })()', '(() => { const e = new Error("text"); e.stack = "my own stack"; return e; })()', '(() => { const e = new Error("no stack"); e.stack = undefined; return e; })()', '(() => { const e = new Error("gone"); delete e.stack; return e; })()',
  '(() => { try { null.x; } catch (e) { return e; } })()', '(() => { try { undefinedName; } catch (e) { return e; } })()', 'new RangeError("r\\nsecond line")', 'new Error("outer", {cause: new Error("inner")})', 'new Error("outer", {cause: {a: 1}})', 'new Error("outer", {cause: undefined})', 'new AggregateError([new Error("one"), 2], "both")', 'new AggregateError([])',
  '{error: new Error("inside"), list: [new TypeError("deeper")]}', '{a: {b: {c: new Error("too deep")}}}', '{a: {b: {c: Object.assign(new Error("too deep"), {x: 1})}}}', 'Object.create(Error.prototype)', 'Object.setPrototypeOf(new Error("null"), null)', 'Object.assign(new Error("m"), {name: 5})', 'new (class ValidationError extends TypeError { constructor(m) { super(m); this.field = "f"; } })("invalid")',
  '(() => { const e = new Error("x"); Object.defineProperty(e, "hidden", {value: 1}); e[Symbol("s")] = 2; return e; })()', '(() => { Error.stackTraceLimit = 0; const e = new Error("short"); Error.stackTraceLimit = 10; return e; })()', '(() => { Error.stackTraceLimit = 50; const f = (n) => n ? f(n - 1) : new Error("recursion"); const e = f(40); Error.stackTraceLimit = 10; return e; })()',
  '(() => { Error.stackTraceLimit = 60; const f = (n) => n ? g(n - 1) : new Error("mutual"), g = (n) => f(n); const e = f(20); Error.stackTraceLimit = 10; return e; })()', '(() => { const inner = new Error("in"); inner.self = inner; return inner; })()', 'new DOMException("aborted", "AbortError").constructor', '(() => { const e = new Error("name"); e.name = ""; return e; })()', 'new SyntaxError("")',
  'class extends (() => Array)() {}', 'class Named extends (() => Array)() {}',
].filter((source) => !/extends \(\(\)/.test(source))) make(source);

for (const depth of [0, 1, 5, null]) {
  make('{a: {b: {c: {d: {e: {f: 1}}}}}, list: [[[[[1]]]]]}', { options: { depth } });
}
for (const maxArrayLength of [0, 1, 3, null]) {
  for (const source of ['Array.from({length: 150}, (_, i) => i)', '[1, , , 4]', 'new Set([1, 2, 3, 4])', 'new Map([[1, 2], [3, 4]])', 'new Uint8Array(150)', 'new ArrayBuffer(5)', 'new Set([1, 2]).values()', 'new Map([[1, 2], [3, 4]]).entries()', '[]', '{a: [[1, 2, 3, 4]]}']) {
    make(source, { options: { maxArrayLength } });
  }
}
for (const maxStringLength of [0, 1, 5, null]) make('{text: "some text", list: ["line\\n".repeat(90)]}', { options: { maxStringLength } });

// Buffers are written by Node itself
const custom = { options: { customInspect: true } };
probe('buffer', Buffer.from('hello'), custom);
probe('empty buffer', Buffer.alloc(0), custom);
probe('long buffer', Buffer.alloc(120, 7), custom);
probe('buffers inside', { list: [Buffer.from('a'), { b: Buffer.from('b') }] }, custom);
probe('buffer with properties', Object.assign(Buffer.from('x'), { extra: 1, name: 'n' }), custom);

const sloppy = new Function('a', 'b', 'a = "changed"; const keep = () => b; return arguments')(1, 2, 3);
probe('sloppy arguments', sloppy);
const context = vm.createContext({ made: 1 });
probe('objects of another context', vm.runInContext('({a: [1, 2], m: new Map([[1, 2]]), e: class Foreign {}, d: new Date(0)})', context));
probe('array of another context', vm.runInContext('[1, 2, 3]', context));
probe('sandbox', context);

// -- what v8dbg adds ------------------------------------------------------------------------

probe('weak map', new WeakMap([[kept, 'v']]), { extra: "WeakMap { { kept: 1 } => 'v' }" });
probe('weak set', new WeakSet([kept]), { extra: 'WeakSet { { kept: 1 } }' });
make('new WeakRef(globalThis.v8dbgKept.kept)', { extra: 'WeakRef { [[WeakRefTarget]]: { kept: 1 } }' });
make('new (class F { #secret = 1; shown = 2; #other = {a: 1}; #method() {} })', { extra: 'F { shown: 2, #secret: 1, #other: { a: 1 } }' });
make('class G { static #secret = 1; }', { extra: '[class G] { #secret: 1 }' });
function* counting() {
  yield 1;
  yield 2;
}
const here = __filename;
const line = Number(new Error().stack.split('\n')[1].match(/:(\d+):\d+/)[1]) - 5;
const [fresh, started, closed] = [counting(), counting(), counting()];
started.next();
closed.return();
probe('generator, fresh', fresh, { extra: `Object [Generator] { <suspended at counting (${here}:${line}:19)> }` });
probe('generator, started', started, { extra: `Object [Generator] { <suspended at counting (${here}:${line + 1}:3)> }` });
probe('generator, closed', closed, { extra: 'Object [Generator] { <closed> }' });
function target() {}
const bound = target.bind({ self: 1 }, 1, 'two');
probe('bound function', bound, { extra: "[Function: bound target] {\n  [[TargetFunction]]: [Function: target],\n  [[BoundThis]]: { self: 1 },\n  [[BoundArgs]]: [ 1, 'two' ]\n}" });
probe('bound function inside', { bound }, { extra: '{ bound: [Function: bound target] }' });
const never = new Promise(() => {});
async function waiter() {
  await never;
}
const waiting = waiter();
never.then(function onDone() {}, function onError() {});
never.catch(function onlyError() {});
const all = Promise.all([never]);
const derived = never.then(function second() {});
truth.here = here;
truth.line = line;
probe('promise that others wait for', never, { extra: 'see test_printer.py' });
probe('promise of an async function', waiting, { extra: 'Promise { <pending> }' });
probe('combined', all, { extra: 'Promise { <pending> }' });
probe('derived', derived, { extra: 'Promise { <pending> }' });

// Errors whose stack nobody has asked for: what was made at the same place says how it looks
function failing(kind) { return new kind('unread'); }
class OwnError extends Error {}
class Maker { constructor() { this.error = failing(TypeError); } method() { return failing(Error); } static make() { return [failing(OwnError)][0]; } }
for (const [label, run] of [['plain', () => failing(Error)], ['constructor', () => new Maker().error], ['method', () => new Maker().method()], ['static', () => Maker.make()],
  ['callback', () => [1].map(() => failing(Error))[0]], ['eval', () => (0, eval)('(function evaluated() { return failing0(Error); })()')]]) {
  globalThis.failing0 = failing;
  const [asked, silent] = [0, 1].map(() => run());
  probe(`error, not read: ${label}`, silent, { text: inspect(asked, OPTIONS) });
}
delete globalThis.failing0;
const limit = Error.stackTraceLimit;
Error.stackTraceLimit = 0;
probe('error, not read: no frames', failing(Error), { text: inspect(failing(Error), OPTIONS) });
Error.stackTraceLimit = limit;

function finish() {
  fs.writeFileSync(process.env.V8DBG_TRUTH, JSON.stringify(truth));
  process.abort();
}

// A module namespace, where import() works in this kind of program
const source = 'export const b = 1; export default function d() {}; export let a = {x: 1};';
new Function(`return import("data:text/javascript,${source}")`)()
  .then((namespace) => probe('namespace', namespace), (error) => truth.skipped.push(`namespace: ${error.message}`))
  .then(finish, (error) => { console.error(error); process.exit(1); });
