'use strict';
// Objects in every way that V8 stores their properties, and numbers.

module.exports = ({ hold, make }) => {
  for (const source of `0 -0 1 -1 2147483647 2147483648 -2147483648 -2147483649 4294967295 9007199254740991 9007199254740993
    1e15 1e20 1e21 123456789012345680000 1e-6 1e-7 0.1 1.5 -1.5 5e-324 2.2250738585072014e-308 1.7976931348623157e308 1e100
    0.30000000000000004 123456789.12345679 NaN Infinity -Infinity true false null undefined 0n -1n`.split(/\s+/)) make(source);
  for (const source of ['2n ** 64n - 1n', '-(2n ** 64n)', '2n ** 4096n + 1n', '2n ** 40000n + 7n', '-(2n ** 40000n)',
    'Symbol()', 'Symbol("")', 'Symbol("with text")', 'Symbol.iterator', 'Symbol.for("registered")']) make(source);

  for (const source of [
    '{}', '{a: 1}', '{a: 1, b: "two", c: null, d: true, e: [1, {f: 2}]}', '{d: undefined}', '{x: 1.5, y: -0, z: NaN, w: 2147483648}',
    '{b: 1, a: 2, 10: "ten", 9: "nine"}', '{"": 1, "with space": 2, "\\u4e2d": 3, "\\ud83d\\ude00": 4, "\\ud800": 5, "\\0": 6}', '{__proto__: null, a: 1}',
    '{"$type": 1, "$$type": 2, "$class": 3, "$ref": 4, $: 5, "$more": {"$address": 6}}', '{["__proto__"]: 1}', '{constructor: "own", toString: 1, toJSON: 2}',
    '{toJSON() { throw new Error("must not run"); }, a: 1}', 'Object.freeze({a: 1, b: {c: 2}})', 'Object.seal({a: 1})', 'Object.preventExtensions({a: 0.5})',
    'Object.freeze({a: 1.5, 1: "one"})', 'Object.assign(Object.create({inherited: 1}), {own: 2})', 'Object.defineProperty({a: 1}, "hidden", {value: 2})',
    'Object.defineProperties({}, {a: {value: 1, enumerable: true}, b: {value: 0.5, enumerable: true, writable: true}})',
    '{get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {}}', '{[Symbol("s")]: 1, a: 2, [Symbol.iterator]: {deep: true}}',
    '(() => { const o = {a: 1, b: 2, c: 3}; delete o.a; o.a = 4; return o; })()', '(() => { const o = {b: 1}; o.c = 2; delete o.b; o.b = 3; o.a = 4; return o; })()',
    '(() => { const o = {x: 0.5}; o.x = 1.5; o.x = 2.5; return o; })()', '(() => { const o = {x: 1}; o.x = 2.5; return o; })()',
    '(() => { const o = {x: 0.1}; o.x = "text"; return o; })()', '(() => { const o = {x: {}}; o.x = 7; return o; })()',
    'new (class Point { constructor() { this.x = 0.5; this.y = -0; } })', 'new (class B extends (class A { constructor() { this.a = 1; } }) { constructor() { super(); this.b = 2; } })',
    'new (function Old() { this.x = 1; })', 'Object.create((class Zed {}).prototype)', '[new (class W { constructor() { this.id = 1; } }), {a: 1}]',
    'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i]))', 'Object.fromEntries(Array.from({length: 40}, (_, i) => ["k" + i, i + 0.5]))',
    'Object.fromEntries(Array.from({length: 1200}, (_, i) => ["p" + i, i % 3 ? i : "v" + i]))', 'Object.assign({}, {5: 1, 100000: 2, a: 1})',
    '{a: {b: {c: {d: {e: {f: {g: {h: "deep"}}}}}}}}', '{4294967294: "index", 4294967295: "name", "-1": 1, "01": 2}', 'process.memoryUsage.name.length ? {n: 1} : {}',
  ]) make(source);

  const readded = {};
  for (let i = 0; i < 1200; i++) readded[`p${i}`] = i;
  for (let i = 0; i < 1200; i += 3) delete readded[`p${i}`];
  for (let i = 0; i < 1200; i += 6) readded[`p${i}`] = `again ${i}`;
  hold('1,200 properties, a third deleted, half of those added again', readded);
  const few = {};
  for (let i = 0; i < 1200; i++) few[`p${i}`] = i;
  for (let i = 0; i < 1190; i++) delete few[`p${i}`];
  hold('10 left of 1,200 properties', few);

  function Inside(n) { this.a = n; this.b = n + 0.25; this.c = `c${n}`; }
  const objects = [];
  for (let i = 0; i < 100; i++) objects.push(new Inside(i)); // slack tracking ends: no room inside is left
  const outside = new Inside(7);
  for (let i = 0; i < 30; i++) outside[`out${i}`] = i % 2 ? i : i / 4;
  hold('in-object and out-of-object', outside);
  hold('many of one shape', objects.slice(0, 20));

  const constant = { field: 0.5 };
  hold('const double', constant);
  const mutable = { field: 0.5, other: 1 };
  for (let i = 0; i < 10; i++) mutable.field += 0.125;
  hold('mutable double', mutable);
  const doubles = {};
  for (let i = 0; i < 37; i++) doubles[`d${i}`] = [11, 17, 33].includes(i) ? i + 0.5 : i;
  hold('37 properties with doubles at 11, 17, 33', doubles);

  const shared = { shared: [1, 2] };
  hold('shared', { first: shared, second: shared, list: [shared, shared] });
  const cycle = { name: 'cycle', shared };
  cycle.self = cycle;
  cycle.inner = { up: cycle, again: shared };
  hold('cycle', cycle);
  const list = [1];
  list.push(list, { list });
  hold('cyclic array', list);
  const map = new Map();
  map.set('map', map).set(map, [map]);
  hold('cyclic map', map);
  const nodes = Array.from({ length: 50 }, (_, i) => ({ i }));
  nodes.forEach((node, i) => { node.next = nodes[(i + 1) % 50]; node.odd = nodes[(i * 7) % 50]; });
  hold('graph of 50', nodes[0]);
  let deep = { end: true };
  for (let i = 0; i < 100; i++) deep = i % 2 ? { deep } : [deep];
  hold('100 inside each other', deep);
  let doubling = [1];
  for (let i = 0; i < 60; i++) doubling = [doubling, doubling];
  globalThis.doubling = doubling; // 2 ** 60 arrays to JSON.stringify
  hold('every kind', { seq: 'text', cons: ['a', 'b'].join(''), smi: 42, zero: 0, double: 3.14, big: 2 ** 42, nan: NaN, nil: null,
    undef: undefined, array: [1, , 3], date: new Date(0), regexp: /x/g, yes: true, no: false });
  const globals = vm('var a1 = 1; let hidden = 2; this.b1 = {c: 3}; delete this.a1; this.a1 = "again"; this');
  hold('global object of a context, in a dictionary', { a1: globals.a1, b1: globals.b1 });
};

function vm(source) { return require('vm').runInNewContext(source); }
