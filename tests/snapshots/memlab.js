'use strict';
// What memlab makes of heap snapshots: `node memlab.js OUT FILE…`, in a folder that has node_modules. OUT gets JSON.
const fs = require('fs');
const path = require('path');

const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const { getFullHeapFromFile } = load('@memlab/heap-analysis');

function pathOf(node) {
  const found = [];
  for (let edge = node.pathEdge; edge && found.length < 60; edge = edge.fromNode.pathEdge) {
    found.push(String(edge.name_or_index).replace(/^\d+ \/ |@\d+/g, ''));
  }
  return found;
}

async function describe(file) {
  const heap = await getFullHeapFromFile(path.resolve(file));
  const classes = {}, leaks = {}, named = {};
  heap.nodes.forEach((node) => {
    if (node.type === 'object') classes[node.name] = (classes[node.name] || 0) + 1;
    const data = node.name === 'Leaked' && node.type === 'object' && node.getReferenceNode('data');
    if (data) leaks[data.toStringNode().stringValue] = pathOf(node);
    if (node.type !== 'object' || node.name !== 'Retainer') return;
    const first = node.getReferenceNode('payload').references.find((edge) => String(edge.name_or_index) === '0').toNode;
    named[first.getReferenceNode('y').name] = node.retainedSize;
  });
  return { nodes: heap.nodes.length, edges: heap.edges.length, classes, leaks, named };
}

async function main() {
  const told = [];
  for (const file of process.argv.slice(3)) told.push(await describe(file));
  fs.writeFileSync(process.argv[2], JSON.stringify(told));
}

main();
