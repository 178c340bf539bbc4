'use strict';
// Idea: a server that has leaked in five ways: a Map, a list, a tree, listeners with closures, one large buffer.
// Tells: values
const { EventEmitter } = require('events');
const { die } = require('./truth.js');

class Session { constructor(id) { this.id = id; this.user = { name: `user ${id}`, visits: [id, id + 0.5] }; } }
class Job { constructor(id, next) { this.id = id; this.payload = `payload ${id}`; this.next = next; } }
class Branch { constructor(depth) { this.sides = depth ? [new Branch(depth - 1), new Branch(depth - 1)] : []; } }

class Server extends EventEmitter {
  constructor() {
    super();
    this.sessions = new Map();
    this.lastJob = null;
    this.index = null;
    this.uploads = [];
  }
  run() {
    for (let id = 0; id < 18000; id++) this.sessions.set(`session ${id}`, new Session(id));
    for (let id = 0; id < 45000; id++) this.lastJob = new Job(id, this.lastJob);
    this.index = new Branch(14);
    this.setMaxListeners(0);
    for (let id = 0; id < 9000; id++) {
      const request = { id, headers: { host: `host ${id}`, cookie: [id, id] }, body: `body ${id}` };
      this.on('done', () => request.id);
    }
    this.uploads.push(Buffer.alloc(6 << 20, 7));
  }
}

globalThis.server = new Server();
server.run();
setImmediate(() => die({}));
