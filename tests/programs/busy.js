'use strict';
// Idea: endless work of many kinds below one known chain, for stops at any time.
// Live: yes
const fs = require('fs');
const { note, sites } = require('./truth.js');

const edges = {};
let probe = function record() {
  const found = sites();
  for (let i = 2; found[i - 1].function !== 'main'; i++) {
    const at = found[i].line && [found[i].line, found[i].column];
    edges[`${found[i].function} > ${found[i - 1].function}`] = at;
  }
};

function touch() { if (probe) probe(); }

function random(seed) { touch(); return Math.imul(seed, 1103515245) + 12345 & 0x7fffffff; }
class Node { constructor(value, next) { this.value = value; this.next = next; } get twice() { touch(); return this.value * 2; } }

function sorting(n) {
  const list = Array.from({ length: 100 }, (_, i) => (i * 7919 + n) % 101);
  return list.sort(function compare(a, b) { touch(); return a - b; })[0];
}

function strings(n) {
  let text = '';
  for (let i = 0; i < 50; i++) text += String.fromCharCode(97 + random(n + i) % 26);
  return text.split('').reverse().join('').length;
}

function patterns(n) {
  return `key=${n}; other=${n * 2}`.replace(/(\w+)=(\d+)/g, function swap(all, key, value) { touch(); return value + key; }).length;
}

function json(n) {
  const value = { n, list: [1, 2, { toJSON() { touch(); return 'here'; } }], text: 'x'.repeat(20) };
  return JSON.parse(JSON.stringify(value)).list.length;
}

function maps(n) {
  const map = new Map();
  for (let i = 0; i < 50; i++) map.set(i % 2 ? i : `k${i}`, i + n);
  let sum = 0;
  map.forEach(function visit(value) { touch(); sum += value; });
  return sum;
}

function maths(n) {
  let x = n % 100;
  for (let i = 1; i < 200; i++) x = Math.sqrt(x * x + Math.sin(i)) + random(i) % 3;
  return x;
}

function allocation(n) {
  let head = null;
  for (let i = 0; i < 500; i++) head = new Node(i + n, head);
  return head.twice;
}

function closures(n) {
  const adders = [1, 2, 3].map(function make(x) { return function add(y) { touch(); return x + y; }; });
  return adders.reduce(function chain(sum, add) { return add(sum); }, n);
}

function failing(n) {
  try { thrower(n); } catch (error) { return error.message.length; } finally { touch(); }
  return 0;
}

function thrower(n) { touch(); throw new Error(`number ${n}`); }

function polymorphic(n) {
  let sum = 0;
  for (const object of [{ a: n }, { b: 1, a: n }, { c: 1, b: 2, a: n }, [n]]) sum += object.a | 0;
  touch();
  return sum;
}

function recursive(n) { if (n > 0) return recursive(n - 1) + 1; touch(); return 0; }

function* counter(n) { for (let i = 0; i < n; i++) { touch(); yield i; } }
function generators(n) { return [...counter(n % 20 + 1)].length; }

function bytes(n) {
  const buffer = Buffer.alloc(64);
  for (let i = 0; i < 16; i++) buffer.writeInt32LE(random(n + i), i * 4);
  return buffer.toString('base64').length;
}

function gamma(n) {
  switch (n % 13) {
    case 0: return sorting(n);
    case 1: return strings(n);
    case 2: return patterns(n);
    case 3: return json(n);
    case 4: return maps(n);
    case 5: return maths(n);
    case 6: return allocation(n);
    case 7: return closures(n);
    case 8: return failing(n);
    case 9: return polymorphic(n);
    case 10: return recursive(30);
    case 11: return generators(n);
    default: return bytes(n);
  }
}

function beta(n) { return gamma(n) + 1; }

function alpha(n) {
  return beta(n) * 2;
}

function main() {
  for (let n = 0; ; n = n + 1 & 0xffffff) {
    if (n === 13 && probe) {
      probe = null;
      // Which line and column of a caller each callee is called from; null for builtins.
      note({ chain: ['gamma', 'beta', 'alpha', 'main'], edges });
      fs.writeSync(1, 'ready\n');
    }
    alpha(n);
  }
}

main();
