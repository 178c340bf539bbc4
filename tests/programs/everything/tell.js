'use strict';
// What `jsprint --json` should print of a value, found by JavaScript's own reflection and by the inspector.
// An object is written once, with refs to it, where the value holds itself: else as often as it comes.

const util = require('util');
const inspector = require('inspector');
const binding = require('internal/test/binding').internalBinding('util');

const RESERVED = /^\$+(type|class|address|symbols|private|embedder|more|unreadable)$/;
const AGAIN = new Error('each object once');
const facts = new Map(); // what no reflection can tell, told by who made the value
const types = util.types;

const session = new inspector.Session();
session.connect();

function internal(value, name) {
  globalThis.v8dbgAsked = value;
  let found;
  session.post('Runtime.evaluate', { expression: 'v8dbgAsked' }, (_, answer) => {
    session.post('Runtime.getProperties', { objectId: answer.result.objectId, ownProperties: true }, (_, properties) => {
      found = (properties.internalProperties || []).find((each) => each.name === name);
    });
    session.post('Runtime.releaseObject', { objectId: answer.result.objectId });
  });
  delete globalThis.v8dbgAsked;
  return found && found.value;
}

function location(value, name) {
  const found = internal(value, name);
  return found && found.value ? { line: found.value.lineNumber + 1, column: found.value.columnNumber + 1 } : {};
}

function constructorName(value) {
  for (let o = value; o !== null; o = Object.getPrototypeOf(o)) {
    const own = Object.getOwnPropertyDescriptor(o, 'constructor');
    if (own && typeof own.value === 'function' && value instanceof own.value) {
      const name = nameOf(own.value);
      if (name !== '') return name;
    }
  }
  return null;
}

function nameOf(f) {
  const own = Object.getOwnPropertyDescriptor(f, 'name');
  return own && typeof own.value === 'string' ? own.value : '';
}

const isIndex = (key) => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

function number(value) {
  if (Object.is(value, -0)) return { '$number': '-0' };
  return Number.isFinite(value) ? value : { $type: 'number', value: String(value) };
}

function bigint(value) {
  const size = (value < 0n ? -value : value).toString(2).length;
  if (size <= 12000) return { $type: 'bigint', value: String(value) };
  return { $type: 'bigint', value: (value < 0n ? '-0x' : '0x') + (value < 0n ? -value : value).toString(16) };
}

function primitive(value) {
  switch (typeof value) {
    case 'number': return number(value);
    case 'bigint': return bigint(value);
    case 'undefined': return { $type: 'undefined' };
    case 'symbol': return value.description === undefined ? { $type: 'symbol' }
      : { $type: 'symbol', description: value.description };
  }
  return value; // a string, a boolean, null
}

function functionKind(f) {
  const source = Function.prototype.toString.call(f);
  if (/^class\b/.test(source)) return 'class';
  if (/\[native code\]/.test(source)) return 'function';
  const async = /^async\b(?!\s*\()/.test(source) || /^async\s*\([^]*?\)\s*=>/.test(source) ? 'async ' : '';
  const rest = source.replace(/^async\s*/, async ? '' : 'async');
  const word = /^function\s*(\*?)/.exec(rest);
  if (word) return async + (word[1] ? 'generator ' : '') + 'function';
  if (/^(\([^)]*\)|[\w$]+)\s*=>/.test(rest)) return async + 'arrow';
  const accessor = /^(get|set)\s+[\w$#[]/.exec(rest);
  if (accessor) return `${accessor[1]}ter`;
  return async + (/^\*/.test(rest) ? 'generator ' : '') + 'method';
}

class Walk {
  constructor(once) {
    this.once = once;
    this.seen = new Map(); // object: [container, key]
    this.referred = new Set();
    this.queue = [];
  }

  run(root) {
    const made = [];
    this.put(made, 0, root, null);
    while (this.queue.length) {
      const [container, key, value, chain] = this.queue.shift();
      container[key] = this.visit(container, key, value, chain);
    }
    for (const value of this.referred) this.address(value);
    return made[0];
  }

  put(container, key, value, chain = this.chain) {
    if (!isObject(value)) { container[key] = primitive(value); return; }
    container[key] = null;
    this.queue.push([container, key, value, chain]);
  }

  visit(container, key, value, chain) {
    if (this.seen.has(value)) {
      if (this.once) {
        this.referred.add(value);
        return { $type: 'ref', address: this.id(value) };
      }
      for (let each = chain; each; each = each.outer) if (each.value === value) throw AGAIN;
    } else {
      this.seen.set(value, [container, key]);
    }
    this.chain = { value, outer: chain };
    return object(this, value);
  }

  id(value) { return `#${[...this.seen.keys()].indexOf(value)}`; }

  address(value) {
    const [container, key] = this.seen.get(value);
    const made = container[key];
    if (Array.isArray(made)) container[key] = { $type: 'Array', address: this.id(value), items: made };
    else if ('$type' in made) made.address = this.id(value);
    else made.$address = this.id(value);
  }

  tagged(kind, value, usual) {
    const made = { $type: kind };
    if (usual !== undefined && constructorName(value) !== usual) made.class = constructorName(value);
    return made;
  }

  member(container, key, value, property) {
    const own = Object.getOwnPropertyDescriptor(value, property);
    if ('value' in own) { this.put(container, key, own.value); return; }
    container[key] = { $type: 'accessor' };
    if (own.get) this.put(container[key], 'get', own.get);
    if (own.set) this.put(container[key], 'set', own.set);
  }

  named(value, made, extra, skip = () => false) {
    for (const key of Reflect.ownKeys(value)) {
      if (skip(key) || !Object.getOwnPropertyDescriptor(value, key).enumerable) continue;
      if (typeof key === 'symbol') {
        const pair = [primitive(key), null];
        (extra.symbols = extra.symbols || []).push(pair);
        this.member(pair, 1, value, key);
      } else {
        this.member(made, RESERVED.test(key) ? `$${key}` : key, value, key);
      }
    }
    const known = facts.get(value);
    if (known && known.private) {
      extra.private = {};
      for (const key of Object.keys(known.private)) this.put(extra.private, key, known.private[key]);
    }
  }

  extra(made, value, skip) {
    const found = Object.create(null), extra = {};
    this.named(value, found, extra, skip);
    if (Object.keys(found).length) made.properties = found;
    return Object.assign(made, extra);
  }

  rows(rows, pairs) {
    const made = [];
    rows.forEach((row, i) => {
      if (!pairs) { this.put(made, i, row); return; }
      made.push([null, null]);
      row.forEach((each, j) => this.put(made[i], j, each));
    });
    return made;
  }

  items(value, length) {
    const made = [];
    let next = 0;
    const gap = (to) => { if (to > next) made.push(to - next === 1 ? { $type: 'hole' } : { $type: 'hole', count: to - next }); };
    for (const key of Object.getOwnPropertyNames(value)) {
      if (!isIndex(key) || Number(key) >= length) continue;
      gap(Number(key));
      this.member(made, made.length, value, key);
      next = Number(key) + 1;
    }
    gap(length);
    return made;
  }
}

const hex = (buffer, offset, length) => Buffer.from(buffer, offset, length).toString('hex');

function object(walk, value) {
  const known = facts.get(value) || {};
  if (types.isProxy(value)) {
    const made = walk.tagged('Proxy', value);
    walk.put(made, 'target', known.target);
    walk.put(made, 'handler', known.handler);
    return made;
  }
  if (typeof value === 'function') return fn(walk, value, known);
  if (types.isModuleNamespaceObject(value)) {
    const made = { $type: 'Module', exports: {} };
    for (const key of Object.getOwnPropertyNames(value)) walk.put(made.exports, key, value[key]);
    return made;
  }
  if (Array.isArray(value)) {
    const items = walk.items(value, value.length);
    const made = walk.extra(walk.tagged('Array', value, 'Array'), value, isIndex);
    if (Object.keys(made).length === 1) return items;
    const { $type, class: name, ...rest } = made;
    return { $type, ...(name === undefined ? {} : { class: name }), items, ...rest };
  }
  if (types.isArgumentsObject(value)) {
    const made = walk.tagged('arguments', value);
    made.items = walk.items(value, value.length);
    return walk.extra(made, value, isIndex);
  }
  if (types.isTypedArray(value)) return typed(walk, value);
  if (types.isAnyArrayBuffer(value)) {
    const kind = types.isSharedArrayBuffer(value) ? 'SharedArrayBuffer' : 'ArrayBuffer';
    const made = walk.tagged(kind, value, kind);
    if (known.detached) made.detached = true;
    made.byteLength = value.byteLength;
    if (value.resizable || value.growable) made.maxByteLength = value.maxByteLength;
    if (!known.detached) made.hex = hex(value, 0, value.byteLength);
    return walk.extra(made, value);
  }
  if (types.isDataView(value)) {
    const made = walk.tagged('DataView', value, 'DataView');
    if (known.detached) return Object.assign(made, { detached: true, byteOffset: 0, byteLength: 0 });
    made.byteOffset = value.byteOffset;
    made.byteLength = value.byteLength;
    made.hex = hex(value.buffer, value.byteOffset, value.byteLength);
    return walk.extra(made, value);
  }
  if (types.isMap(value)) {
    const made = walk.tagged('Map', value, 'Map');
    const rows = [];
    Map.prototype.forEach.call(value, (v, k) => rows.push([k, v]));
    made.entries = walk.rows(rows, true);
    return walk.extra(made, value);
  }
  if (types.isSet(value)) {
    const made = walk.tagged('Set', value, 'Set');
    const rows = [];
    Set.prototype.forEach.call(value, (v) => rows.push(v));
    made.values = walk.rows(rows);
    return walk.extra(made, value);
  }
  if (types.isMapIterator(value) || types.isSetIterator(value)) {
    const made = walk.tagged(types.isMapIterator(value) ? 'Map Iterator' : 'Set Iterator', value);
    const [flat, pairs] = binding.previewEntries(value, true);
    made.kind = known.kind;
    made.remaining = walk.rows(pairs ? flat.map((each, i) => [each, flat[i + 1]]).filter((_, i) => i % 2 === 0) : flat, pairs);
    return walk.extra(made, value);
  }
  if (types.isWeakMap(value) || types.isWeakSet(value)) {
    const kind = types.isWeakMap(value) ? 'WeakMap' : 'WeakSet';
    const made = walk.tagged(kind, value, kind);
    if (kind === 'WeakMap') made.entries = walk.rows(known.entries, true);
    else made.values = walk.rows(known.values);
    return walk.extra(made, value);
  }
  if (types.isPromise(value)) return promise(walk, value, known);
  if (types.isNativeError(value)) return error(walk, value, known);
  if (types.isRegExp(value)) {
    const made = walk.tagged('RegExp', value, 'RegExp');
    Object.assign(made, { source: value.source, flags: value.flags });
    walk.put(made, 'lastIndex', value.lastIndex);
    return walk.extra(made, value);
  }
  if (types.isDate(value)) {
    const made = walk.tagged('Date', value, 'Date');
    made.value = Number.isNaN(value.getTime()) ? null : Date.prototype.toISOString.call(value);
    return walk.extra(made, value);
  }
  if (types.isBoxedPrimitive(value)) {
    const inner = known.boxed !== undefined ? known.boxed : value.valueOf();
    const kind = { number: 'Number', string: 'String', boolean: 'Boolean', symbol: 'Symbol', bigint: 'BigInt' }[typeof inner];
    const made = walk.tagged(kind, value, kind);
    walk.put(made, 'value', inner);
    return walk.extra(made, value, typeof inner === 'string' ? (key) => isIndex(key) && Number(key) < inner.length : undefined);
  }
  if (types.isGeneratorObject(value)) {
    const made = walk.tagged(known.async ? 'AsyncGenerator' : 'Generator', value);
    made.state = known.state;
    walk.put(made, 'function', known.function);
    if (known.state === 'suspended') Object.assign(made, location(value, '[[GeneratorLocation]]'));
    walk.put(made, 'receiver', known.receiver);
    return walk.extra(made, value);
  }
  if (typeof WeakRef !== 'undefined' && value instanceof WeakRef) {
    const made = walk.tagged('WeakRef', value, 'WeakRef');
    walk.put(made, 'target', value.deref());
    return walk.extra(made, value);
  }
  if (known.tagged) { // what only its maker knows: a tag and members, some of them values
    const made = walk.tagged(known.tagged, value, known.usual);
    Object.assign(made, known.plain);
    for (const key of Object.keys(known.members || {})) walk.put(made, key, known.members[key]);
    if (known.cells) {
      made.cells = known.cells.map((cell) => {
        const row = {};
        for (const key of Object.keys(cell)) walk.put(row, key, cell[key]);
        return row;
      });
    }
    return walk.extra(made, value);
  }
  const made = Object.create(null), extra = {}; // __proto__ is a name like others
  if (constructorName(value) !== 'Object') made.$class = constructorName(value);
  walk.named(value, made, extra);
  for (const key of Object.keys(extra)) made[`$${key}`] = extra[key];
  return made;
}

function fn(walk, value, known) {
  const kind = functionKind(value);
  const made = walk.tagged(kind === 'class' ? 'class' : 'function', value);
  made.name = nameOf(value);
  if (known.bound) {
    made.kind = 'bound';
    walk.put(made, 'target', known.bound);
    walk.put(made, 'this', known.this);
    made.arguments = walk.rows(known.arguments);
    return walk.extra(made, value);
  }
  if (kind === 'class') {
    const base = Object.getPrototypeOf(value);
    if (nameOf(base)) made.extends = nameOf(base);
  } else {
    made.kind = kind;
  }
  const place = location(value, '[[FunctionLocation]]');
  if (place.line === undefined) made.native = true;
  else Object.assign(made, { script: known.script === undefined ? 'held.js' : known.script }, place);
  return walk.extra(made, value);
}

function typed(walk, value) {
  const name = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(value);
  const isBuffer = constructorName(value) === 'Buffer';
  const made = isBuffer ? walk.tagged('Buffer', value) : walk.tagged(name, value, name);
  const detached = (facts.get(value) || {}).detached;
  if (detached) made.detached = true;
  made.byteOffset = value.byteOffset;
  made.byteLength = value.byteLength;
  if (isBuffer) {
    if (!detached) made.hex = hex(value.buffer, value.byteOffset, value.byteLength);
  } else {
    made.length = value.length;
    made.items = detached ? [] : Array.from(value, primitive);
  }
  return walk.extra(made, value, isIndex);
}

function promise(walk, value, known) {
  const made = walk.tagged('Promise', value, 'Promise');
  const [state, result] = binding.getPromiseDetails(value);
  made.state = ['pending', 'fulfilled', 'rejected'][state];
  if (state) walk.put(made, 'result', result);
  else {
    made.reactions = (known.reactions || []).map((each) => {
      const row = each.told || {};
      for (const key of Object.keys(each)) if (key !== 'told') walk.put(row, key, each[key]);
      return row;
    });
  }
  return walk.extra(made, value);
}

function error(walk, value, known) {
  const made = walk.tagged('Error', value, 'Error');
  const taken = ['name', 'message', 'cause', 'errors'];
  for (const key of taken) if (Object.prototype.hasOwnProperty.call(value, key)) walk.member(made, key, value, key);
  if (known.frames) made.frames = known.frames;
  else if (value.stack) made.stack = value.stack;
  return walk.extra(made, value, (key) => taken.includes(key) || key === 'stack');
}

function tell(value) {
  try {
    return new Walk(false).run(value);
  } catch (problem) {
    if (problem !== AGAIN) throw problem;
    return new Walk(true).run(value);
  }
}

// Is it all that JSON can say, so that JSON.stringify loses nothing?
function isPlain(value, holders = []) {
  switch (typeof value) {
    case 'string': case 'boolean': return true;
    case 'number': return Number.isFinite(value);
    case 'object': break;
    default: return false;
  }
  if (value === null) return true;
  if (types.isProxy(value)) return false;
  const array = Array.isArray(value);
  if (holders.includes(value) || Object.getPrototypeOf(value) !== (array ? Array.prototype : Object.prototype)) return false;
  if (types.isArgumentsObject(value) || typeof value.toJSON === 'function') return false;
  const keys = Reflect.ownKeys(value);
  if (array && (keys.length !== value.length + 1 || keys.some((key) => key !== 'length' && !isIndex(key)))) return false;
  return keys.every((key) => {
    if (array && key === 'length') return true;
    const own = Object.getOwnPropertyDescriptor(value, key);
    return typeof key === 'string' && 'value' in own && own.enumerable && !RESERVED.test(key) && isPlain(own.value, [...holders, value]);
  });
}

module.exports = { tell, isPlain, facts };
