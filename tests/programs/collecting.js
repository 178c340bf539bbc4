'use strict';
// Idea: garbage is collected most of the time, for values that are read while V8 moves them.
// Live: yes
// Tells: values
const { note } = require('./truth.js');

class Point { constructor(x, y) { this.x = x; this.y = y; } }
globalThis.kept = [];
globalThis.named = { list: [], text: 'kept' };

function work(n) {
  named.list = [new Point(n, -n), new Point(n + 1, `after ${n}`)];
  for (let i = 0; i < 100000; i++) kept[i % 50000] = new Point(i, { n });
}

work(0);
note();
console.log('ready');
for (let n = 1; ; n++) work(n);
