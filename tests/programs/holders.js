'use strict';
// Idea: objects that are kept alive each by another kind of holder, all that is commonly found to leak.
// Tells: values
// Flags: --expose-gc
// Node: >=14.17
const { EventEmitter } = require('events');
const { AsyncLocalStorage } = require('async_hooks');
const net = require('net');
const vm = require('vm');
const { die } = require('./truth.js');

class Leak { constructor(by) { this.by = by; } }

const made = (globalThis.made = {});
const never = new Promise(() => {});

// each in a function of its own: closures made in one share their variables
function closure() {
  const captured = new Leak('closure');
  made.closure = () => captured;
}

function accessor() {
  const read = new Leak('accessor');
  Object.defineProperty(made, 'accessor', { get: () => read, configurable: true });
}

function emitter() {
  const listened = new Leak('emitter');
  made.emitter = new EventEmitter().on('news', () => listened);
}

function reaction() {
  const reacted = new Leak('reaction');
  made.pending = new Promise(() => {});
  made.pending.then(() => reacted);
}

function ofProcess() {
  const handled = new Leak('process');
  process.on('neverEmitted', () => handled);
}

function timer() {
  const ticking = new Leak('timer');
  setTimeout(() => ticking, 1e8);
}

function handle(then) {
  const listening = new Leak('handle');
  net.createServer(() => listening).listen(0, '127.0.0.1', then);
}

async function waits() {
  const local = new Leak('async');
  await never;
  return local;
}

function* yields() {
  const local = new Leak('generator');
  yield 1;
  return local;
}

class Holder {
  #hidden = new Leak('private');
  static shared = new Leak('static');
  read() { return this.#hidden; }
}

function fill() {
  globalThis.leakOfGlobal = new Leak('global');
  require('./holders_module.js').held = new Leak('module');
  made.map = new Map([['entry', new Leak('map')]]);
  made.mapKey = new Map([[new Leak('map key'), 'entry']]);
  made.set = new Set([new Leak('set')]);
  made.weakKey = { key: true };
  made.weak = new WeakMap([[made.weakKey, new Leak('weak map')]]);
  made.array = [0, 1, 2, new Leak('array')];
  made.sparse = [];
  made.sparse[5000000] = new Leak('sparse array');
  made.never = never;
  waits();
  made.generator = yields();
  made.generator.next();
  made[Symbol('leaking')] = new Leak('symbol');
  made.holder = new Holder();
  made.Holder = Holder;
  made.buffer = Buffer.from('from the pool');
  made.buffer.buffer.tag = new Leak('buffer');
  made.bound = function () {}.bind({ this: true }, 'first', new Leak('bound'));
  made.storage = new AsyncLocalStorage();
  made.storage.run(new Leak('storage'), () => { setTimeout(() => {}, 2e8); });
  made.dictionary = {};
  for (let i = 0; i < 2000; i++) made.dictionary['key' + i] = i;
  delete made.dictionary.key0;
  made.dictionary.leaking = new Leak('dictionary');
  made.proxy = new Proxy(new Leak('proxy'), {});
  made.context = vm.createContext({});
  made.context.inside = new Leak('sandbox');
  made.inherited = Object.create(new Leak('prototype'));
  if (typeof FinalizationRegistry === 'function') {
    made.registry = new FinalizationRegistry(() => {});
    made.registry.register(made.weakKey, new Leak('registry'));
  }
  if (typeof WeakRef === 'function') made.reference = new WeakRef(new Leak('nothing'));
  for (const make of [closure, accessor, emitter, reaction, ofProcess, timer]) make();
  handle(() => setImmediate(end));
}

function end() {
  const local = new Leak('stack');
  Promise.resolve(new Leak('microtask')).then((value) => value);
  if (gc) gc();
  die(() => ({ by: local.by }));
  return local;
}

(function () { fill(); })();
