'use strict';
// Idea: one object of each of many classes, and what V8's own heap snapshot says that it refers to; weak references.
// Tells: values
const v8 = require('v8');
const path = require('path');
const { spawnSync } = require('child_process');
const { die } = require('./truth.js');

class GPlain { constructor() { this.a = { inner: 1 }; this.b = 'b'.repeat(33); this.c = [1, 2]; } }
class GMany { constructor() { for (let i = 0; i < 60; i++) this['p' + i] = { ['q' + i]: i }; } }
class GDictionary { constructor() { for (let i = 0; i < 60; i++) this['d' + i] = 'v'.repeat(i); delete this.d0; } }
class GArray extends Array {}
class GMap extends Map {}
class GSet extends Set {}
class GWeakMap extends WeakMap {}
class GWeakSet extends WeakSet {}
class GPromise extends Promise {}
class GError extends Error {}
class GRegExp extends RegExp {}
class GDate extends Date {}
class GBytes extends Uint8Array {}
class GBuffer extends ArrayBuffer {}
class GView extends DataView {}
class GKey { constructor(i) { this.n = i; } }
class GValue { constructor(i) { this.n = i; } }

const probes = (globalThis.probes = []);

function add(probe) {
  probe.n = 7;
  probes.push(probe);
  return probe;
}

function fill() {
  add(new GPlain());
  add(new GMany());
  add(new GDictionary());
  add(GArray.from([{ x: 1 }, 'text', [3], 4]));
  add(new GMap([[{ key: 1 }, 'value'], ['key', { value: 2 }]]));
  add(new GSet([{ key: 1 }, 'key']));
  const weak = add(new GWeakMap());
  globalThis.keys = [];
  for (let i = 0; i < 20; i++) {
    const key = new GKey(i);
    keys.push(key);
    weak.set(key, new GValue(i));
  }
  add(new GWeakSet([keys[0]]));
  add(GPromise.resolve({ result: 1 }));
  add(new GError('message of an error'));
  add(new GRegExp('a+b'));
  add(new GDate(5));
  add(new GBytes(3));
  add(new GBuffer(8));
  add(new GView(new ArrayBuffer(16)));
  globalThis.same = { the: 'same' };
  if (typeof WeakRef === 'function') {
    class GWeakRef extends WeakRef {}
    class GRegistry extends FinalizationRegistry {}
    add(new GWeakRef(keys[1]));
    const registry = add(new GRegistry(() => {}));
    registry.register(keys[2], 'held for key 2', keys[3]);
  }
}

// By another process, whose heap nobody looks at: of a snapshot, for each class that is named,
// [type of the edge, its name, type of the target, its size] of each edge of its instance in the array `probes`.
const count = `
  const [file, ...wanted] = process.argv.slice(1);
  const { snapshot: { meta }, nodes, edges, strings } = JSON.parse(require('fs').readFileSync(file, 'utf8'));
  const width = meta.node_fields.length;
  const [type, size, count] = ['type', 'self_size', 'edge_count'].map((each) => meta.node_fields.indexOf(each));
  const starts = {};
  for (let node = 0, edge = 0; node < nodes.length; edge += 3 * nodes[node + count], node += width) starts[node] = edge;
  function of(node) {
    const rows = [];
    for (let at = starts[node]; at < starts[node] + 3 * nodes[node + count]; at += 3) {
      const kind = meta.edge_types[0][edges[at]];
      const named = kind === 'element' || kind === 'hidden' ? edges[at + 1] : strings[edges[at + 1]];
      rows.push([kind, named, edges[at + 2]]);
    }
    return rows;
  }
  let probes = -1;
  for (let at = 0; at < edges.length && probes < 0; at += 3) {
    if (meta.edge_types[0][edges[at]] === 'property' && strings[edges[at + 1]] === 'probes') probes = edges[at + 2];
  }
  const found = {};
  for (const [kind, index, node] of of(probes)) {
    if (kind !== 'element') continue;
    found[wanted[index]] = of(node).map(([a, b, to]) => [a, b, meta.node_types[0][nodes[to + type]], nodes[to + size]]);
  }
  console.log(JSON.stringify(found));
`;

function start() {
  fill();
  const file = v8.writeHeapSnapshot(path.join(path.dirname(process.env.V8DBG_TRUTH), 'graph.heapsnapshot'));
  const classes = probes.map((probe) => probe.constructor.name);
  const told = spawnSync(process.execPath, ['-e', count, file, ...classes], { maxBuffer: 1 << 24 }).stdout.toString();
  require('fs').unlinkSync(file);
  globalThis.large = new Array(1200000).fill(same);  // more than is looked at together
  die(() => ({ told: JSON.parse(told), classes }));
}

start();
