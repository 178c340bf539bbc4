'use strict';
// Idea: out of memory in optimized code, in functions that were inlined into one another.
// Flags: --max-old-space-size=40
// Chain: start
const { note, warm } = require('./truth.js');

let kept = null;

class Link { constructor(n, next) { this.n = n; this.next = next; } }

function link(n) { kept = new Link(n, kept); return kept.n; }
function pair(n) { return link(n) + link(n + 1); }
function grow(n, now) {
  let sum = 0;
  for (let i = 0; i < (now ? 1e9 : n & 15); i++) sum = sum + pair(i) | 0;
  if (!now) kept = null;
  return sum;
}

function start() {
  warm(grow);
  note({ calls: { grow: 'start', pair: 'grow', link: 'pair', Link: 'link' } });
  grow(0, true);
}

start();
