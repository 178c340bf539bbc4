'use strict';
// A heap of about so many megabytes, with what services keep there: records, strings, lists, tables, closures.
const { die } = require('../truth.js');

const letters = Buffer.alloc(200, 'a text that each record has of its own; ');

class Record {
  constructor(id) {
    this.id = id;
    letters.writeUInt32LE(0x30303030 + (id & 0x07070707), 0);
    this.name = letters.latin1Slice(0, 160 + (id % 40)); // in one piece, no cons string
    this.price = id + 0.5;
    this.tags = [id, 'tag', id + 1, id + 2, id + 3, null, 'more', 'and more', true, id, id, id];
    this.place = { x: id, y: -id };
  }
}
class Session extends Record {
  constructor(id) {
    super(id);
    this.data = new Map([[id, this.place]]);
    this.done = () => id;
    this['key' + (id % 40)] = this;
  }
}

function start(megabytes) {
  const kept = (globalThis.kept = []);
  for (let id = 0; process.memoryUsage().heapUsed < megabytes * 2 ** 20; ) {
    const part = [];
    kept.push(part);
    for (const end = id + 4000; id < end; id++) part.push(id % 8 ? new Record(id) : new Session(id));
  }
  die({ parts: kept.length });
}

module.exports = start;
