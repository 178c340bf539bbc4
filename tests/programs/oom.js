'use strict';
// Idea: out of heap memory.
// Flags: --max-old-space-size=50
// Chain: fill start
const { note } = require('./truth.js');

class Leak { constructor(n) { this.n = n; this.payload = new Array(1000).fill(n); } }

const kept = [];

function fill() {
  // The function of the first site goes on: it is then in line 14, or in Leak.
  note({ lines: { fill: [14], Leak: [7] } });
  for (let i = 0; ; i++) kept.push(new Leak(i));
}

function start() { fill(); }

start();
