// Idea: a value of every kind, each held by an object of a class of its own (V8dbgProbe0, V8dbgProbe1, …); the program
// writes what each should look like, from JavaScript's own reflection, and aborts.
// Tells: values
// Flags: --expose-internals --no-deprecation
'use strict';

const fs = require('fs');
const util = require('util');
const vm = require('vm');
const binding = require('internal/test/binding').internalBinding('util');

const holders = [];
const kept = { kept: 1 };
Object.defineProperty(globalThis, 'v8dbgKept', { value: { holders, kept } });
const truth = { node: process.version, v8: process.versions.v8, probes: [], skipped: [] };

// -- what a preview should say, by reflection ------------------------------------------

const ESCAPES = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r', '\\': '\\\\' };

function quoted(text) {
  let quote = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) quote = '"';
    else if (!text.includes('`') && !text.includes('${')) quote = '`';
  }
  let out = '';
  for (const char of text) { // whole code points, so that only lone surrogates are below 0x10000
    const code = char.codePointAt(0);
    if (ESCAPES[char]) out += ESCAPES[char];
    else if (char === quote && quote === "'") out += "\\'";
    else if (code < 0x20 || (code > 0x7e && code < 0xa0)) out += '\\x' + code.toString(16).toUpperCase().padStart(2, '0');
    else if (code >= 0xd800 && code < 0xe000) out += '\\u' + code.toString(16);
    else out += char;
  }
  return quote + out + quote;
}

function keyText(key) {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quoted(key);
}

function functionText(f) {
  const source = Function.prototype.toString.call(f);
  const own = Object.getOwnPropertyDescriptor(f, 'name');
  const name = own && typeof own.value === 'string' && own.value !== '' ? own.value : '(anonymous)';
  if (/^class\b/.test(source)) return `class ${name}`;
  const tag = Object.prototype.toString.call(f).slice(8, -1);
  const word = { AsyncFunction: 'async function', GeneratorFunction: 'function*', AsyncGeneratorFunction: 'async function*' }[tag];
  return `${word || 'function'} ${name}`;
}

function constructorName(value) {
  for (let o = value; o !== null; o = Object.getPrototypeOf(o)) {
    const own = Object.getOwnPropertyDescriptor(o, 'constructor');
    if (own && typeof own.value === 'function' && own.value.name !== '' && value instanceof own.value) return own.value.name;
  }
  return null;
}

function prefix(value, usual, size) {
  const name = constructorName(value);
  const count = size === undefined ? '' : `(${size})`;
  const start = name === null ? `[${usual}${count}: null prototype]` : name + count;
  let tag = '';
  for (let o = value; o !== null && !tag; o = Object.getPrototypeOf(o)) {
    const own = Object.getOwnPropertyDescriptor(o, Symbol.toStringTag);
    if (own && typeof own.value === 'string') tag = own.value;
    if (own) break;
  }
  return tag && tag !== name ? `${start} [${tag}]` : start;
}

function memberText(value, key, depth) {
  const own = Object.getOwnPropertyDescriptor(value, key);
  if (own.get || own.set) return own.get && own.set ? '[Getter/Setter]' : own.get ? '[Getter]' : '[Setter]';
  return show(own.value, depth + 1);
}

function members(value, depth, skip) {
  const out = [];
  for (const key of Reflect.ownKeys(value)) {
    if (skip && skip(key)) continue;
    const own = Object.getOwnPropertyDescriptor(value, key);
    if (!own.enumerable) continue;
    if (depth) return ['…'];
    out.push(`${keyText(key)}: ${memberText(value, key, depth)}`);
  }
  return out;
}

const isIndex = (key) => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;

function list(value, length, depth) {
  const out = [];
  let next = 0;
  const gap = (to) => { if (to > next) out.push(`<${to - next} empty item${to - next > 1 ? 's' : ''}>`); };
  for (const key of Object.keys(value)) {
    if (!isIndex(key)) continue;
    gap(Number(key));
    out.push(memberText(value, key, depth));
    next = Number(key) + 1;
  }
  gap(length);
  return out;
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, '0')).join(' ');
}

function show(value, depth) {
  switch (typeof value) {
    case 'string': return quoted(value);
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': return `${value}n`;
    case 'symbol': return String(value);
    case 'function': return functionText(value);
    case 'undefined': case 'boolean': return String(value);
  }
  if (value === null) return 'null';
  const types = util.types;
  const braces = (start, parts) => `${start} {${parts.join(', ')}}`;
  if (types.isProxy(value)) return null;
  if (types.isModuleNamespaceObject(value)) {
    if (depth) return '[Module] {…}';
    return braces('[Module: null prototype]', Object.keys(value).map((key) => `${keyText(key)}: ${show(value[key], 1)}`));
  }
  if (Array.isArray(value)) {
    const name = prefix(value, 'Array', value.length);
    const start = name === `Array(${value.length})` ? '' : `${name} `;
    if (depth) return start + (value.length || members(value, 1, isIndex).length ? '[…]' : '[]');
    return `${start}[${list(value, value.length, depth).concat(members(value, depth, isIndex)).join(', ')}]`;
  }
  if (types.isArgumentsObject(value)) {
    if (depth) return '[Arguments] […]';
    return `[Arguments] [${list(value, value.length, depth).join(', ')}]`;
  }
  if (types.isTypedArray(value)) {
    const name = prefix(value, value[Symbol.toStringTag], value.length);
    if (Buffer.isBuffer(value)) return `Buffer(${value.length})` + (depth ? '' : ` <${hex(value)}>`);
    if (depth) return name;
    const shown = (value.length ? Array.from(value, (each) => show(each, 1)) : []).concat(members(value, depth, isIndex));
    return `${name} [${shown.join(', ')}]`;
  }
  if (types.isAnyArrayBuffer(value)) {
    return prefix(value, 'ArrayBuffer', value.byteLength) + (depth ? '' : ` <${hex(value)}>`);
  }
  if (types.isDataView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return prefix(value, 'DataView', value.byteLength) + (depth ? '' : ` <${hex(bytes)}>`);
  }
  if (types.isMap(value)) {
    const size = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call(value);
    const start = prefix(value, 'Map', size);
    if (depth) return start;
    const pairs = [];
    Map.prototype.forEach.call(value, (v, k) => pairs.push(`${show(k, 1)} => ${show(v, 1)}`));
    return braces(start, pairs.concat(members(value, depth)));
  }
  if (types.isSet(value)) {
    const size = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get.call(value);
    const start = prefix(value, 'Set', size);
    if (depth) return start;
    const items = [];
    Set.prototype.forEach.call(value, (v) => items.push(show(v, 1)));
    return braces(start, items.concat(members(value, depth)));
  }
  if (types.isMapIterator(value) || types.isSetIterator(value)) {
    const [items, pairs] = binding.previewEntries(value, true);
    const kind = types.isMapIterator(value) ? 'Map' : 'Set';
    const start = `[${kind} ${pairs ? 'Entries' : 'Iterator'}]`;
    if (depth) return `${start} {…}`;
    const out = [];
    for (let i = 0; i < items.length; i += pairs ? 2 : 1) {
      out.push(pairs ? `[${show(items[i], 1)}, ${show(items[i + 1], 1)}]` : show(items[i], 1));
    }
    return braces(start, out);
  }
  if (types.isPromise(value)) {
    const [state, result] = binding.getPromiseDetails(value);
    const start = prefix(value, 'Promise');
    if (state === 0) return `${start} {<pending>}`;
    if (depth) return state === 1 ? `${start} {…}` : `${start} {<rejected>}`;
    return braces(start, [(state === 2 ? '<rejected> ' : '') + show(result, 1)].concat(members(value, depth)));
  }
  if (types.isNativeError(value)) {
    const own = Object.getOwnPropertyDescriptor(value, 'name');
    const name = own && typeof own.value === 'string' ? own.value : constructorName(value) || value.name;
    const start = value.message ? `${name}: ${value.message.replace(/\n/g, '\\n')}` : name;
    const skip = (key) => key === 'name' || key === 'message' || key === 'stack';
    const extra = depth ? [] : members(value, depth, skip);
    return extra.length ? braces(start, extra) : start;
  }
  if (types.isRegExp(value)) return extraOf(RegExp.prototype.toString.call(value), value, depth);
  if (types.isDate(value)) {
    const bad = Number.isNaN(Date.prototype.getTime.call(value));
    return extraOf(bad ? 'Invalid Date' : Date.prototype.toISOString.call(value), value, depth);
  }
  if (types.isBoxedPrimitive(value)) {
    const kind = Object.prototype.toString.call(Object(value.valueOf())).slice(8, -1);
    const shown = `[${kind}: ${show(value.valueOf(), 1)}]`;
    return extraOf(shown, value, depth, kind === 'String' ? (key) => isIndex(key) && key < value.length : undefined);
  }
  if (types.isWeakMap(value) || types.isWeakSet(value)) {
    return null;
  }
  if (typeof WeakRef !== 'undefined' && value instanceof WeakRef) {
    return depth ? 'WeakRef {…}' : `WeakRef {${show(value.deref(), 1)}}`;
  }
  if (types.isGeneratorObject(value)) return null;
  const name = prefix(value, 'Object');
  const parts = members(value, depth);
  const start = name === 'Object' ? '' : `${name} `;
  if (depth && parts.length) return `${start}{…}`;
  return `${start}{${parts.join(', ')}}`;
}

function extraOf(start, value, depth, skip) {
  const extra = depth ? [] : members(value, depth, skip);
  return extra.length ? `${start} {${extra.join(', ')}}` : start;
}

// [key, enumerable, writable, configurable, accessor] of every own property; writable is null of accessors
function attributes(value) {
  const keys = Reflect.ownKeys(value);
  if (keys.length > 200) return undefined;
  return keys.map((key) => {
    const own = Object.getOwnPropertyDescriptor(value, key);
    const computed = Boolean(own.get || own.set);
    return [String(key), own.enumerable, computed ? null : own.writable, own.configurable, computed];
  });
}

// -- the probes --------------------------------------------------------------------------

function probe(label, value, expected) {
  const number = truth.probes.length;
  const inspect = util.inspect(value, { depth: 1, breakLength: Infinity }); // first: it may run getters that add properties
  const Holder = new Function(`return class V8dbgProbe${number} { constructor(value) { this.value = value; } }`)();
  holders.push(new Holder(value));
  let json;
  try {
    json = ['number', 'string', 'boolean'].includes(typeof value) || value === null ? JSON.stringify(value) : undefined;
  } catch (error) { json = undefined; }
  if (expected === undefined) expected = show(value, 0);
  const own = util.types.isProxy(value) || util.types.isTypedArray(value) || (typeof value !== 'object' && typeof value !== 'function')
    ? undefined : value && attributes(value);
  const name = own && constructorName(value);
  truth.probes.push({ label, expected, json, own, class: name, inspect });
}

// Source text, so that a Node.js without the syntax or the function skips it and says so.
function make(source, expected) {
  let value;
  try {
    value = vm.runInThisContext(`'use strict'; (${source})`);
  } catch (error) {
    if (!/^(SyntaxError|ReferenceError|TypeError)$/.test(error.name)) throw error;
    truth.skipped.push(`${source}: ${error.message}`);
    return;
  }
  probe(source, value, expected);
}

const NUMBERS = `0 -0 1 -1 42 2147483647 2147483648 -2147483648 -2147483649 4294967295 4294967296 1e15 1e21 1e-7
  1.5 -1.5 0.1 123456789.123 5e-324 1.7976931348623157e308 9007199254740991 NaN Infinity -Infinity 0.000001 1e100`;
for (const source of NUMBERS.split(/\s+/)) make(source);

const STRINGS = [
  '', 'a', 'plain text', "it's", 'say "hi"', `it's "both"`, 'it\'s "all" `three`', 'tab\tnew\nline\r\0\x01\x1b\x7f\x80\x9f',
  'back\\slash', '\u00e9\u00ff', '\u4e2d\u6587', '\u{1f600}', 'half \ud83d', '\ude00 half', 'x\ud83d\ude00y\ud800z', '\ufeff\u2028',
];
for (const text of STRINGS) probe(`string ${JSON.stringify(text)}`, text);
const left = 'left part of a long string ', right = Math.random() < 2 ? 'and the right part' : '';
probe('cons', left + right);
probe('slice', (left + right + left).slice(3, 40));
probe('two-byte cons', left + right + '\u4e2d'.repeat(3));
probe('number text', String(Math.PI * 1000));

for (const source of [
  'undefined', 'null', 'true', 'false', '0n', '1n', '-1n', '123456789012345678901234567890n', '-(2n ** 64n)', '2n ** 200n - 1n',
  'Symbol()', 'Symbol("")', 'Symbol("foo")', 'Symbol.iterator', 'Symbol.for("shared")',
  // objects
  '{}', '{a: 1}', '{a: 1, b: "two", c: null, d: undefined, e: true}', '{a: {b: {c: 1}}}', '{a: [], b: [1], c: {}}',
  '{"a-b": 1, "": 2, "it\'s": 3, $x: 4, _y: 5, "0x": 6}', '{1: "one", 0: "zero", a: 1}', '{[Symbol("s")]: 1, a: 2}',
  '{x: 1.5, y: -0, z: NaN}', '{get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {}}',
  'Object.create(null)', 'Object.assign(Object.create(null), {a: 1})', 'Object.create({inherited: 1})', 'Object.freeze({a: 1})',
  'Object.defineProperty({a: 1}, "hidden", {value: 2})', 'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i]))',
  'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i + 0.5]))', '(() => { const o = {a: 1, b: 2, c: 3}; delete o.a; return o; })()',
  '(() => { const o = {}; for (let i = 0; i < 2000; i++) o["p" + i] = i; for (let i = 0; i < 1990; i++) delete o["p" + i]; return o; })()',
  '(() => { const o = {b: 1}; o.c = 2; o.a = 3; delete o.b; o.b = 4; return o; })()', '(() => { const o = {a: 1}; o.self = o; return o; })()',
  '(() => { const o = {x: 1}; o.x = 2.5; o.y = 1; o.y = {}; return o; })()', '(() => { const o = {x: 0.5}; o.x = -0; return o; })()',
  'new (class Widget { constructor() { this.id = 1; this.name = "widget-1"; } })', 'new (class B extends (class A { constructor() { this.a = 1; } }) {})',
  'new (class {})', 'new (class Tagged { get [Symbol.toStringTag]() { return "x"; } })', 'Object.assign(new (class P {}), {[Symbol.toStringTag]: "T"})',
  'new (class F { #secret = 1; shown = 2; })', 'new (class G { static s = 1; m() {} })', '(class Q {}).prototype', 'Object.setPrototypeOf({a: 1}, null)',
  'new (function Old() { this.x = 1; })', 'Object.create((class Zed {}).prototype)', '{__proto__: {constructor: 5}}', '{constructor: "own"}',
  'Object.assign(new (class Many {}), Object.fromEntries(Array.from({length: 20}, (_, i) => ["key" + i, i])))',
  '{[Symbol.iterator]: 1, [Symbol()]: 2}', '{a: Symbol("v"), b: 10n, f: function g() {}}', '{d: new Date(0), r: /x/g, e: new Error("inner"), n: new Number(1)}',
  '{m: new Map([[1, 2]]), s: new Set([1]), p: Promise.resolve(1), q: new Promise(() => {}), b: Buffer.from("hi"), u: new Uint8Array(3)}',
  // arrays
  '[]', '[1, 2, 3]', '[1.5, 2.5]', '[1, , 3]', '[, ,]', 'new Array(5)', '[1.5, , 2.5]', '["a", null, undefined, {}, []]', '[[1, [2]], {a: 1}]',
  'Object.assign([1, 2], {extra: true})', '(() => { const a = [1, 2, 3]; delete a[1]; return a; })()', '(() => { const a = []; a[5] = 1; return a; })()',
  '(() => { const a = []; a[100000] = 1; return a; })()', '(() => { const a = []; a[4294967294] = 1; return a; })()', 'Object.freeze([1, 2])', 'Object.seal([1, , 2])',
  'Object.preventExtensions([1, 2.5])', 'Object.freeze(["x", , 1.5])', 'new (class List extends Array {})(3)', '(class Few extends Array {}).from([1, 2])',
  '[1, 2].concat([3.5])', 'Array.from({length: 120}, (_, i) => i)', 'Array.from({length: 120}, (_, i) => i / 2)', '[-0, 0, NaN]', '[1, "x".repeat(3)].map(String)',
  '[0.1, undefined]', '[undefined]', '/(a)(b)?/.exec("a")', '"a,b".split(",")', 'Object.defineProperty([1, 2], 0, {get() { return 1; }})', '[function f() {}, class C {}, () => 1]',
  'Object.assign({}, [1, 2])', 'Object.assign({a: 1}, {5: 1, 100000: 2})',
  // functions
  'function named() {}', 'function () {}', '() => 1', '(() => { const arrow = () => 1; return arrow; })()', 'class Foo {}', 'class {}', 'class Foo2 extends Array {}',
  'async function af() {}', 'async () => 1', 'function* gen() {}', 'async function* agen() {}', '({method() {}}).method', 'Object.getOwnPropertyDescriptor({get x() { return 1; }}, "x").get',
  'Math.max', '(function target(a, b) {}).bind(null, 1)', '(() => {}).bind()', '(function a() {}).bind().bind()', 'Object.defineProperty(function old() {}, "name", {value: "fresh"})',
  'Object.defineProperty(function old() {}, "name", {value: 5})', 'class Stat { static name = "other"; }', 'Array', 'Object', 'Promise', 'Function', 'new Function("a", "return a")',
  '({[Symbol("s")]() {}})[Symbol.for("none")] || Object.getOwnPropertySymbols({[Symbol("s")]() {}}).length', '({["comp" + "uted"]: () => 1}).computed', 'setTimeout', 'Buffer.from',
  // containers
  'new Map()', 'new Map([["a", 1], [{}, []], [NaN, -0]])', 'new Set()', 'new Set([1, "two", {a: 1}])', '(() => { const m = new Map(Array.from({length: 50}, (_, i) => [i, i])); for (let i = 0; i < 45; i++) m.delete(i); return m; })()',
  '(() => { const m = new Map([[1, 1], [2, 2], [3, 3]]); m.delete(2); m.set(2, "again"); return m; })()', '(() => { const s = new Set([1, 2, 3]); s.clear(); s.add(4); return s; })()', 'new (class M2 extends Map {})([[1, 2]])',
  'Object.assign(new Map([[1, 2]]), {extra: 1})', 'new Map([[1, 2], [3, 4]]).keys()', 'new Map([[1, 2], [3, 4]]).values()', 'new Map([[1, 2], [3, 4]]).entries()', 'new Set([5, 6]).values()', 'new Set([5, 6]).entries()',
  '(() => { const i = new Map([[1, 2], [3, 4]]).keys(); i.next(); return i; })()', '(() => { const i = new Set([1]).values(); i.next(); i.next(); return i; })()',
  '(() => { const s = new Set([1, 2, 3, 4, 5, 6, 7, 8]); const i = s.values(); i.next(); i.next(); i.next(); s.delete(1); s.delete(2); s.delete(5); for (let k = 9; k < 99; k++) s.add(k); return i; })()',
  '(() => { const s = new Set([1, 2, 3]); const i = s.values(); i.next(); s.clear(); s.add(7); return i; })()',
  'new WeakRef(globalThis.v8dbgKept.kept)',
  // promises, errors, dates, regular expressions, boxes
  'new Promise(() => {})', 'Promise.resolve(42)', 'Promise.resolve({a: 1})', 'Object.assign(Promise.resolve("x"), {extra: 1})', '(() => { const p = Promise.reject(new Error("no")); p.catch(() => {}); return p; })()', '(async () => { await new Promise(() => {}); })()',
  'new Error("message")', 'new Error()', 'new TypeError("bad type")', 'new (class MyError extends Error {})("mine")', 'Object.assign(new Error("coded"), {code: "E_X", errno: -2})', 'Object.assign(new Error("named"), {name: "Custom"})',
  '(() => { try { null.x; } catch (e) { return e; } })()', '(() => { try { undefinedName; } catch (e) { return e; } })()', 'new RangeError("r\\nsecond line")',
  'new Date(0)', 'new Date(1700000000123)', 'new Date(NaN)', 'new Date(-62198755200000)', 'new Date(8.64e15)', 'new Date(-1)', 'new Date(-8.64e15)', 'Object.assign(new Date(5), {extra: 1})',
  '/re/gi', '/a\\/b[/]/', 'new RegExp("")', 'new RegExp("/", "msuy")', '/x/d', '/[a]/v', 'new RegExp("\\n")',
  'new Number(3)', 'new Number(-0)', 'new String("abc")', 'new Boolean(false)', 'Object(Symbol("boxed"))', 'Object(5n)', 'Object.assign(new String("ab"), {extra: 1})',
  // bytes
  'Buffer.from("hello world!")', 'Buffer.alloc(0)', 'Buffer.from([0, 255, 16]).slice(1)', 'Buffer.alloc(9000, 7).subarray(8990)', 'new Uint8Array([1, 2, 3])', 'new Int8Array([-1])', 'new Uint16Array([65535])', 'new Int16Array([-2])', 'new Uint32Array([4294967295])',
  'new Int32Array([-3])', 'new Float32Array([1.5, -0])', 'new Float64Array([0.1, NaN])', 'new Uint8ClampedArray([300])', 'new BigInt64Array([-5n])', 'new BigUint64Array([2n ** 63n])', 'new Float16Array([1.5])', 'new Uint8Array(new ArrayBuffer(10), 2, 4)',
  'new Uint8Array(200).fill(9).subarray(190)', 'Object.assign(new Uint8Array(2), {extra: 1})', 'new (class Bytes extends Uint8Array {})(2)', 'new ArrayBuffer(4)', 'new Uint8Array([1, 2, 3]).buffer', 'new SharedArrayBuffer(2)', 'new DataView(new ArrayBuffer(8), 2)', 'new Float64Array(200).fill(0.5).subarray(198)',
  'new Uint8Array(new ArrayBuffer(4, {maxByteLength: 16})).fill(2)', '(() => { const b = new ArrayBuffer(4, {maxByteLength: 16}); const a = new Uint8Array(b, 1); if (b.resize) b.resize(8); return a.fill(3); })()',
  '(() => { const b = new ArrayBuffer(4); const a = new Uint8Array(b); new MessageChannel().port1.postMessage(0, [b]); return a; })()',
  // others
  '(function () { return arguments; })(1, "two")', '(function (a, b) { return arguments; })(1)', 'Math', 'JSON', 'Reflect', 'new Intl.NumberFormat("en")', 'new Intl.DateTimeFormat("en")',
  '[1, 2][Symbol.iterator]()', '"ab"[Symbol.iterator]()', 'new WebAssembly.Memory({initial: 1})', 'new (require("events"))().constructor', 'new URL("http://x/")', 'new AbortController()', 'process.versions', 'process.release', 'globalThis', '(() => { const b = new SharedArrayBuffer(4, {maxByteLength: 16}); new Uint8Array(b).fill(5); return b; })()',
  '(() => { const b = new SharedArrayBuffer(4, {maxByteLength: 16}); const a = new Uint8Array(b); if (b.grow) b.grow(8); return a.fill(1); })()',
]) make(source.replace(/^require/, 'process.mainModule.require'));

probe('sloppy arguments', new Function('a', 'b', 'a = "changed"; const keep = () => b; return arguments')(1, 2, 3, keep => 1));
probe('sloppy arguments, none', new Function('return arguments')());
probe('slow sloppy arguments', new Function('a', 'b', 'Object.defineProperty(arguments, 1, {enumerable: true, configurable: true, writable: true, value: 7}); a = 5; delete arguments[2]; return arguments')(1, 2, 3, 4));
make('new Proxy({a: 1}, {})', 'Proxy {target: {…}, handler: {}}');
make('new Proxy(function f() {}, {get: 1})', 'Proxy {target: function f, handler: {…}}');
probe('bound name', functionText.bind({}, 1));
probe('string object with elements', Object.assign(new String('abc'), { 5: 'five' }));
function* generator() { yield 1; }
const suspended = generator(), started = generator(), closed = generator();
started.next();
closed.return();
probe('generator, not started', suspended, 'Object [Generator] {<suspended>}');
probe('generator, started', started, 'Object [Generator] {<suspended>}');
probe('generator, closed', closed, 'Object [Generator] {<closed>}');
const key = kept;
probe('weak map', new WeakMap([[key, 'v']]), 'WeakMap(1) {{…} => \'v\'}');
probe('weak set', new WeakSet([key]), 'WeakSet(1) {{…}}');

// Errors whose stack nobody has asked for: V8 keeps the call sites. The second was made at the same place and says where.
function failing() { return new Error('unread'); }
const unread = failing(), read = failing(), texted = failing();
Error.prepareStackTrace = (error, sites) => sites.map((site) => [
  site.getFunctionName(), site.getScriptNameOrSourceURL(), site.getLineNumber(), site.getColumnNumber()]);
truth.made = read.stack;
delete Error.prepareStackTrace;
truth.text = texted.stack;
probe('error, stack read', texted);
const silent = truth.probes.length;
holders.push(new (new Function(`return class V8dbgProbe${silent} { constructor(value) { this.value = value; } }`)())(unread));
truth.probes.push({ label: 'error, stack not read', expected: 'Error: unread' });

function finish() {
  fs.writeFileSync(process.env.V8DBG_TRUTH, JSON.stringify(truth));
  process.abort();
}

// A module namespace, where import() works in this kind of program
new Function('return import("data:text/javascript,export const b = 1; export default function d() {}; export let a = {x: 1};")')()
  .then((namespace) => probe('namespace', namespace), (error) => truth.skipped.push(`namespace: ${error.message}`))
  .then(finish, (error) => { console.error(error); process.exit(1); });
