// What Chrome DevTools makes of heap snapshots, as JSON: `node devtools.mjs READER FILE…`; READER is what build.mjs made.
import fs from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

console.warn = console.error; // the output is JSON
const { Snapshot, Loader } = await import(pathToFileURL(process.argv[2]).href);

async function load(file) {
  const loader = new Loader.HeapSnapshotLoader({ sendEvent() {} });
  for await (const chunk of fs.createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) loader.write(chunk);
  loader.close();
  const channel = new MessageChannel();
  new Snapshot.SecondaryInitManager(channel.port2);
  const snapshot = await loader.buildSnapshot(channel.port1);
  channel.port1.close();
  return snapshot;
}

function child(node, name, types = ['property', 'shortcut', 'element', 'internal', 'context']) {
  for (const edges = node.edges(); edges.hasNext(); edges.next()) {
    const edge = edges.item();
    if (types.includes(edge.type()) && String(edge.name()) === name) return edge.node();
  }
  return null;
}

// The global objects: what the root has by a shortcut, or, since V8 14.6, what a native context there has.
function globals(snapshot) {
  const found = [];
  for (const edges = snapshot.rootNode().edges(); edges.hasNext(); edges.next()) {
    const edge = edges.item();
    if (edge.type() === 'shortcut') found.push(edge.node(), child(edge.node(), 'global_object'));
  }
  return found.filter(Boolean);
}

function lookup(snapshot, name) {
  for (const node of globals(snapshot)) {
    const found = child(node, name);
    if (found) return found;
  }
  throw new Error(`no global ${name}`);
}

// The shortest way from the root, as the retainers view shows it: [name of reference, class] from the object up.
function path(snapshot, node) {
  const found = [];
  let current = snapshot.createNode(node.nodeIndex);
  while (current.distance() > 1 && found.length < 60) {
    let best = null;
    for (const retainers = current.retainers(); retainers.hasNext(); retainers.next()) {
      const edge = retainers.item();
      if (edge.isWeak && edge.isWeak()) continue;
      const from = edge.node();
      const key = [from.distance(), `${edge.name()}`, from.className()];
      if (!best || key[0] < best.key[0] || (key[0] === best.key[0] && key[1] < best.key[1])) best = { key, from };
    }
    if (!best) break;
    found.push([best.key[1].replace(/^\d+ \/ |@\d+/g, ''), best.key[2]]);
    current = best.from;
  }
  return found;
}

function leaked(snapshot) {
  const found = {};
  for (const nodes = snapshot.allNodes(); nodes.hasNext(); nodes.next()) {
    const node = nodes.item();
    if (node.type() !== 'object' || node.className() !== 'Leaked') continue;
    const data = child(node, 'data');
    if (data) found[data.name()] = path(snapshot, node);
  }
  return found;
}

function describe(snapshot) {
  const classes = {};
  for (const each of Object.values(snapshot.getAggregatesByClassKey(false, 'all'))) {
    const { name, count, self } = each;
    classes[name] = [(classes[name] || [0, 0])[0] + count, (classes[name] || [0, 0])[1] + self];
  }
  const named = {};
  const holder = lookup(snapshot, 'named');
  for (let i = 0; i < 50; i++) named[i] = child(holder, `object${i}`).retainedSize();
  return { nodes: snapshot.nodeCount, total: snapshot.totalSize, classes, named, leaks: leaked(snapshot) };
}

const told = [];
for (const file of process.argv.slice(3)) told.push(describe(await load(file)));
fs.writeSync(1, JSON.stringify(told));
