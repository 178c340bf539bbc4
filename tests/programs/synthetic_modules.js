'use strict';
// Idea: modules without a source, whose names V8 did not visit before 8.1, and how many its own snapshot shows.
// Tells: values
// Node: >=12.16
// Flags: --experimental-vm-modules --no-warnings
const fs = require('fs');
const v8 = require('v8');
const vm = require('vm');
const path = require('path');
const { die } = require('./truth.js');

const name = (n) => Buffer.from(`the name of module ${n}`).toString('latin1');  // flat

globalThis.kept = Array.from({ length: 40 }, (_, n) => new vm.SyntheticModule([], () => {}, { identifier: name(n) }));
const file = v8.writeHeapSnapshot(path.join(path.dirname(process.env.V8DBG_TRUTH), 'modules.heapsnapshot'));
const { snapshot: { meta }, nodes, edges, strings } = JSON.parse(fs.readFileSync(file));
fs.unlinkSync(file);

// {bytes of a node of V8's own: how many of its references lead to a name}
const shown = {}, width = meta.node_fields.length, at = (field) => meta.node_fields.indexOf(field);
for (let node = 0, edge = 0; node < nodes.length; node += width) {
  for (let left = nodes[node + at('edge_count')]; left > 0; left--, edge += 3) {
    const called = strings[nodes[edges[edge + 2] + at('name')]];
    if (/^system/.test(strings[nodes[node + at('name')]]) && /^the name of module \d+$/.test(called)) {
      const size = nodes[node + at('self_size')];
      shown[size] = (shown[size] || 0) + 1;
    }
  }
}
die(() => ({ shown }));
