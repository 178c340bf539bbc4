'use strict';
// Idea: local variables that optimized code keeps unboxed, or never makes objects of, across a call.
// Chain: work outer
const { die, tiers, warm } = require('./truth.js');

// What `work` holds in its registers, in this order.
const names = ['int', 'unsigned', 'half', 'huge', 'flag', 'element', 'text', 'box', 'nested'];
const doubles = [0.5, , 2.5]; // eslint-disable-line no-sparse-arrays

function extra() {
  return { wanted: { outer: 'turbofan', work: 'inlined' }, tiers: tiers({ work, outer }), names, values: expected(41) };
}

function expected(n) {
  return { int: n + 1 | 0, unsigned: n + 4294967000 >>> 0, half: n * 0.5 + 0.25, huge: n * 1e300, flag: n > 3, element: doubles[n & 2] };
}

function work(n, now) {
  const int = n + 1 | 0;
  const unsigned = n + 4294967000 >>> 0;
  const half = n * 0.5 + 0.25;
  const huge = n * 1e300;
  const flag = n > 3;
  const element = doubles[n & 2];
  const text = 'n' + n;
  const box = { int, half };
  const nested = { box, pair: [int, flag] };
  die(extra, now);
  return int + unsigned + half + huge + (flag ? 1 : 0) + element + text.length + box.half + nested.pair[0];
}

function outer(n, now) { return work(n & 63, now) + 1; }

warm(outer);
outer(41, true);
