'use strict';
// Arrays with every kind of elements.

module.exports = ({ hold, make }) => {
  for (const source of [
    '[]', '[1, 2, 3]', '[1.5, 2.5]', '[1, , 3]', '[, ,]', 'new Array(5)', '[1.5, , 2.5]', '[1.5, NaN, -0, Infinity]', '["a", null, true, {}, []]', '[undefined]',
    '[[1, [2, [3]]], {a: [{}]}]', 'Object.assign([1, 2], {extra: true})', '(() => { const a = [1, 2, 3]; delete a[1]; return a; })()', '(() => { const a = []; a[5] = 1; return a; })()',
    '(() => { const a = []; a[100000] = 1; return a; })()', '(() => { const a = [1.5]; a[4294967294] = 1; a[10] = 2.5; return a; })()', 'Object.freeze([1, 2])', 'Object.freeze([1.5, 2])',
    'Object.freeze(["x", , 1.5])', 'Object.seal([1, 2])', 'Object.seal([1, , "x"])', 'Object.preventExtensions([1, 2.5])', 'Object.preventExtensions(["a", 1])',
    'new (class List extends Array {})(3)', '(class Few extends Array {}).from([1, 2])', '/(a)(?<n>b)?/.exec("xa")', 'Object.defineProperty([1, 2], 0, {get() { return 1; }})',
    'Object.defineProperty([1, 2, 3], 1, {value: 5, writable: false})', 'Object.setPrototypeOf([1], null)', 'Array.from({length: 3}, () => [])', '[1, 2, 3, 4].slice(1, 3)',
    '"a,b,c".split(",")', 'Object.keys({x: 1, y: 2})', '(() => { const a = [1, 2, 3]; a.length = 1; return a; })()', '(() => { const a = [1, 2, 3]; a.shift(); a.unshift(9, 8); return a; })()',
    '(() => { const a = [1, 2]; a.push(0.5); a.push("s"); return a; })()', '[0.1, undefined]', '[9007199254740993, 4294967296, -2147483649]', '(() => { const a = []; a.length = 4294967295; return a; })()',
  ]) make(source);

  for (const length of [0, 1, 3, 1023, 1024, 1025, 4095, 4096, 4097, 100000]) {
    hold(`${length} numbers`, Array.from({ length }, (_, i) => i));
  }
  hold('100,000 doubles', Array.from({ length: 100000 }, (_, i) => i / 8));
  hold('4,097 texts', Array.from({ length: 4097 }, (_, i) => `text ${i}`));
  hold('100,000 strings and numbers', Array.from({ length: 100000 }, (_, i) => (i % 1000 ? i : `at ${i}`)));
  const half = new Array(4096);
  for (let i = 0; i < 2048; i++) half[i] = i;
  hold('half filled', half);
  const deleted = Array.from({ length: 1025 }, (_, i) => i);
  for (let i = 0; i < 1025; i += 5) delete deleted[i];
  hold('every fifth deleted', deleted);
  hold('sliced with holes', deleted.slice(3, 20));
  const sparse = [];
  for (let i = 0; i < 50; i++) sparse[i * 12345] = i % 2 ? i : i + 0.5;
  hold('sparse', sparse);
  const slow = [];
  slow[3] = 'three';
  slow[2 ** 31] = 'far';
  slow.name = 'named';
  slow[Symbol('s')] = 's';
  hold('sparse with names', slow);
  const grown = [];
  for (let i = 0; i < 1000; i++) grown.push({ i });
  hold('1,000 objects', grown);
};
