'use strict';
// Idea: listeners of an EventEmitter: plain, once, nested.
// Chain: last emit emit first emit
const EventEmitter = require('events');
const { die } = require('./truth.js');

const emitter = new EventEmitter();

emitter.on('first', function first(n) { this.emit('once', n + 1); });
emitter.once('once', (n) => emitter.emit('last', n + 1));
emitter.on('last', function last(n) { die({ n }); });

emitter.emit('first', 1);
