'use strict';
// Idea: what is reachable and what is garbage, held by roots and weak tables of many kinds, with V8's own count of both.
// Tells: values
// Flags: --expose-gc
const v8 = require('v8');
const path = require('path');
const { spawnSync } = require('child_process');
const { die } = require('./truth.js');

class Kept { constructor(n) { this.n = n; } }
class Held { constructor(n) { this.n = n; } }
class ByKey { constructor(n) { this.n = n; } }
class Dropped { constructor(n) { this.n = n; } }
class Late { constructor(n) { this.n = n; } }

const table = new WeakMap();
const weak = [];
const kept = (globalThis.kept = []);

function fill() {
  for (let i = 0; i < 1000; i++) kept.push(new Kept(i));
  for (let i = 0; i < 300; i++) {
    const held = new Held(i);
    kept.push(() => held);
  }
  // each value is the key of the next: alive by the first key alone
  let key = kept[0];
  for (let i = 0; i < 200; i++) {
    const value = new ByKey(i);
    table.set(key, value);
    key = value;
  }
  for (let i = 0; i < 500; i++) {
    const dropped = new Dropped(i);
    table.set(dropped, new Dropped(-i));
    if (typeof WeakRef === 'function') weak.push(new WeakRef(dropped));
  }
  setTimeout(() => kept, 1e8);
}

// counts of a snapshot that V8 wrote, by another process: here it would fill the heap
const count = `
  const fs = require('fs');
  const { snapshot, nodes, strings } = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));
  const fields = snapshot.meta.node_fields, types = snapshot.meta.node_types[0];
  const type = fields.indexOf('type'), name = fields.indexOf('name');
  const found = { types: {}, classes: {} };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[nodes[at + type]];
    found.types[kind] = (found.types[kind] || 0) + 1;
    if (kind === 'object') {
      const cls = strings[nodes[at + name]];
      if (/^(Kept|Held|ByKey|Dropped|Late)$/.test(cls)) found.classes[cls] = (found.classes[cls] || 0) + 1;
    }
  }
  console.log(JSON.stringify(found));
`;

function late() {
  for (let i = 0; i < 700; i++) new Late(i);
}

function start() {
  spawnSync(process.execPath, ['-e', '']);  // what that loads and compiles is there before the snapshot
  gc();
  const file = v8.writeHeapSnapshot(path.join(path.dirname(process.env.V8DBG_TRUTH), 'reach.heapsnapshot'));
  const counted = spawnSync(process.execPath, ['-e', count, file], { maxBuffer: 1 << 20 }).stdout.toString();
  require('fs').unlinkSync(file);
  late();
  Promise.resolve(new Held(-1)).then((value) => { kept.push(value); });
  die(() => ({ counted: JSON.parse(counted), handles: v8.getHeapStatistics().used_global_handles_size }));
}

(function () { fill(); })();
setImmediate(start);
