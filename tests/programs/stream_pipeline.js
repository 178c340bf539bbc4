'use strict';
// Idea: a transform in a stream pipeline.
// Chain: transform
const { Readable, Transform, Writable, pipeline } = require('stream');
const { die } = require('./truth.js');

const source = new Readable({ read() { this.push('chunk'); this.push(null); } });
const upper = new Transform({ transform(chunk, encoding, done) { die({ chunk: String(chunk) }); done(null, chunk); } });
const sink = new Writable({ write(chunk, encoding, done) { done(); } });

pipeline(source, upper, sink, () => {});
