'use strict';
// Idea: death right after a collection: most pages are marked and not swept yet.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const { note } = require('./truth.js');

class Alive { constructor(n) { this.n = n; this.list = [n, n + 1, n + 2]; } }
class Dead { constructor(n) { this.n = n; this['key' + (n % 3000)] = n; } }

let kept = (globalThis.kept = []);
for (let i = 0; i < 120000; i++) (i % 3 ? kept : []).push(i % 3 === 1 ? new Alive(i) : new Dead(i));
kept = globalThis.kept = kept.filter((each) => each instanceof Alive);

function start() {
  note({ alive: kept.length });
  gc();
  process.abort();
}

start();
