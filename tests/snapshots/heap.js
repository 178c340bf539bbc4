'use strict';
// A heap of about so many megabytes: `node heap.js MEGABYTES [FILE]`. With FILE V8 writes its own snapshot and tells how
// long that took and how much memory; the process ends in a core.
const v8 = require('v8');

class Session { constructor(n) { this.id = n; this.user = 'user ' + n; this.tags = ['a' + (n % 100), n, n / 3]; this.data = { n, at: new Date(n) }; } }

const kept = (globalThis.kept = []);
const byName = (globalThis.byName = new Map());
const wanted = Number(process.argv[2]) << 20;
for (let n = 0; process.memoryUsage().heapUsed < wanted;) {
  for (let i = 0; i < 5000; i++, n++) {
    const session = new Session(n);
    kept.push(session);
    byName.set(session.user, session);
    session.listener = () => session;
  }
}
globalThis.gc && gc();
const file = process.argv[3];
if (file) {
  const start = process.hrtime.bigint(), used = process.cpuUsage();
  v8.writeHeapSnapshot(file);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(used);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, megabytes, heap: Math.round(process.memoryUsage().heapUsed / 1048576) }) + '\n');
}
process.abort();
