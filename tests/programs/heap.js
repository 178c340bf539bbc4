'use strict';
// Idea: a heap with something in every space: objects of many kinds, large ones, code, garbage, after a collection.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const vm = require('vm');
const { die, note } = require('./truth.js');

const kept = (globalThis.kept = []);

class Point { constructor(x, y) { this.x = x; this.y = y; } }
class Named extends Point { constructor(n) { super(n, n + 0.5); this.name = 'name' + n; this.#secret = n; } #secret; }

function hot(a, b) { return a.x * b.y + (a.name ? 1 : 0); }

function fill() {
  for (let i = 0; i < 6000; i++) {
    kept.push(new Point(i, i / 3), new Named(i), [i, i + 1, 'x' + i], [i + 0.5, 1.5], { ['key' + (i % 500)]: i });
  }
  for (let i = 0; i < 300; i++) {
    kept.push(new Map([[i, 'v'], [kept[i], i]]), new Set([i, 'a', 2 ** 40]), new WeakMap([[kept[i], i]]), new Date(i));
    kept.push(Symbol('s' + i), Promise.resolve(i), new Error('e' + i), new RegExp('a{' + i + '}b'), (x) => x + i);
    kept.push(new Uint8Array(i), new Float64Array(i), Buffer.from('buffer' + i), new ArrayBuffer(i), new Proxy({}, {}));
    kept.push(new DataView(new ArrayBuffer(8)), function* () { yield i; }(), Object.create(null), 2n ** BigInt(i), i / 7);
    kept.push(hot.bind(null, i), function () { return arguments; }(i, 2, 3), new Boolean(i), Object('text' + i));
    kept.push(('cons' + i).repeat(20) + 'tail' + i, ('sliced text number ' + i).slice(3), 'é中' + i);
    const dictionary = {};
    for (let k = 0; k < 40; k++) dictionary['k' + k * i] = k;
    delete dictionary.k0;
    kept.push(dictionary);
  }
  const wide = 'kept.unique_' + kept.length + '_with_a_long_name_that_is_internalized';
  vm.runInThisContext(`${wide} = 1`);
  kept.push(new Array(200000).fill(1), new Array(100000).fill(1.5), 'long text '.repeat(50000).split('').join(''));
  kept.push(new WeakSet([kept[0]]), new Array(60000).fill('x').map((x, i) => x + i), /ab+c/.exec('zabbc'));
  if (typeof WeakRef === 'function') kept.push(new WeakRef(kept[1]), new FinalizationRegistry(() => {}));
  for (let i = 0; i < 100; i++) vm.runInThisContext(`kept.push(function f${i}(a) { return a + ${i}; }); kept[kept.length - 1](1)`);
  for (let i = 0; i < 20000; i++) hot(kept[5 * (i % 1000)], kept[5 * (i % 1000) + 1]);
}

function start() {
  fill();
  for (let i = 0; i < 50; i++) kept[i * 5] = null;
  gc();
  gc();
  const garbage = [];
  for (let i = 0; i < 3000; i++) garbage.push(new Named(i), new Array(i % 50), 'text' + i);
  // the sweeper has time to end its work
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  const told = () => ({ spaces: v8.getHeapSpaceStatistics(), kept: kept.length });
  note(told); // what is compiled for writing it down may need a page
  die(told);
}

start();
