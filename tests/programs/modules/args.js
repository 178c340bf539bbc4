'use strict';
// Functions that hand known values of every kind down to die, and what those values are.
const { die } = require('../truth.js');

class Point { constructor(x, y) { this.x = x; this.y = y; } }

const values = {
  smi: 42, negative: -7, double: 1.5, minusZero: -0, nan: NaN, infinity: -Infinity, large: 2 ** 31 + 0.5,
  long: 'long '.repeat(60), twoByte: 'grüße 漢字 😀', cons: null, empty: '',
  yes: true, no: false, nil: null, missing: undefined,
  object: { a: 1, b: 'two', c: { d: [3] } }, array: [1, 'two', 3.5, null], doubles: [0.5, -0, 1e300], callee: function callee() {},
  symbol: Symbol('described'), bigint: -(2n ** 70n),
  map: new Map([['key', 1], [2, 'two']]), set: new Set(['x', 7]), date: new Date(86400000), regexp: /a+(b)?/gi,
  point: new Point(3, -4), error: new TypeError('bad'), bytes: Uint8Array.of(1, 2, 255), buffer: Buffer.from('bytes'),
};
values.cons = 'concatenated ' + process.version + ' and long enough';

function describe(value) {
  if (value === null || value === undefined) return { kind: String(value), value: String(value) };
  if (Object.is(value, -0)) return { kind: 'number', value: '-0' };
  if (typeof value === 'symbol') return { kind: 'symbol', value: value.description };
  if (typeof value === 'function') return { kind: 'function', value: value.name };
  if (typeof value !== 'object') return { kind: typeof value, value: String(value) };
  const kind = value.constructor.name;
  if (value instanceof Map || value instanceof Set) return { kind, value: JSON.stringify([...value]) };
  if (value instanceof Date) return { kind, value: value.toISOString() };
  if (value instanceof RegExp || value instanceof Error) return { kind, value: String(value) };
  if (ArrayBuffer.isView(value)) return { kind, value: JSON.stringify([...value]) };
  if (Array.isArray(value)) return { kind, value: JSON.stringify(value.map((x) => (Object.is(x, -0) ? '-0' : x))) };
  return { kind, value: JSON.stringify(value) };
}

const pick = (names) => Object.fromEntries(names.split(' ').map((name) => [name, describe(values[name])]));

// What each function's parameters hold at the time of death.
function expected() {
  return {
    numbers: { ...pick('smi negative double minusZero nan infinity large'), now: describe(true) },
    computed: {
      half: describe(values.double / 2), product: describe(values.smi * 3), unsigned: describe(values.negative >>> 0),
      flag: describe(values.smi > 1), zero: describe(values.minusZero * values.smi), now: describe(true),
    },
    texts: { ...pick('long twoByte cons empty'), now: describe(true) },
    oddballs: { ...pick('yes no nil missing'), now: describe(true) },
    objects: { ...pick('object array doubles callee symbol bigint'), now: describe(true) },
    collections: { ...pick('map set date regexp'), now: describe(true) },
    instances: { ...pick('point error bytes buffer'), now: describe(true) },
  };
}

function instances(point, error, bytes, buffer, now) {
  die(module.exports.extra, now);
  return point.x;
}

function collections(map, set, date, regexp, now) {
  return instances(values.point, values.error, values.bytes, values.buffer, now) + map.size;
}

function objects(object, array, doubles, callee, symbol, bigint, now) {
  return collections(values.map, values.set, values.date, values.regexp, now) + object.a;
}

function oddballs(yes, no, nil, missing, now) {
  const { object, array, doubles, callee, symbol, bigint } = values;
  return objects(object, array, doubles, callee, symbol, bigint, now);
}

function texts(long, twoByte, cons, empty, now) {
  return oddballs(values.yes, values.no, values.nil, values.missing, now) + long.length;
}

function computed(half, product, unsigned, flag, zero, now) {
  const result = texts(values.long, values.twoByte, values.cons, values.empty, now);
  return flag ? result + half + product + unsigned + zero : 0;
}

function numbers(smi, negative, double, minusZero, nan, infinity, large, now) {
  return computed(double / 2, smi * 3, negative >>> 0, smi > 1, minusZero * smi, now) + large;
}

function start(n, now) {
  const { smi, negative, double, minusZero, nan, infinity, large } = values;
  return numbers(smi, negative, double, minusZero, nan, infinity, large, now);
}

const functions = { instances, collections, objects, oddballs, texts, computed, numbers, start };

module.exports = { expected, functions, start, extra: null };
