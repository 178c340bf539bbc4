// util.inspect of the newest Node.js, running in this one: its source is read out of that binary, and what it takes from
// inside Node is given to it here. So every release is compared with one and the same text layout.
// Needs --expose-internals.
'use strict';

const path = require('path');
const vm = require('vm');
const { internalBinding } = require('internal/test/binding');

const NEWEST = '26.12.1';
const binary = path.join(path.dirname(process.execPath), '../..', NEWEST, 'bin/node');
const print = "process.stdout.write(process.binding('natives')['internal/util/inspect'])";

function uncurryThis(method) {
  return method && Function.prototype.call.bind(method);
}

// ArrayPrototypeJoin, MapPrototypeGetSize, RegExpPrototypeSymbolReplace, MathMax, …
function primordial(name) {
  if (name === 'uncurryThis') return uncurryThis;
  if (name === 'ArrayPrototypePushApply') return (array, items) => array.push(...items);
  if (name === 'StringPrototypeReplaceAll') return (text, from, to) => text.split(from).join(to);
  if (/^Safe(Map|Set)$/.test(name)) return globalThis[name.slice(4)];
  if (name === 'SafeStringIterator') return class { constructor(text) { return text[Symbol.iterator](); } };
  if (name === 'TypedArray') return Object.getPrototypeOf(Uint8Array);
  if (name in globalThis) return globalThis[name];
  const parts = /^(\w+?)Prototype((?!Of$)\w*)$/.exec(name);
  if (parts) {
    const holder = parts[1] === 'TypedArray' ? Object.getPrototypeOf(Uint8Array) : globalThis[parts[1]];
    return holder && (parts[2] ? uncurryThis(method(holder.prototype, parts[2])) : holder.prototype);
  }
  if (/^[A-Z][a-z]+(?:Error|Map|Set)$/.test(name)) return undefined; // not in this Node
  const whole = ['Array', 'Math', 'Number', 'Object', 'Reflect', 'JSON', 'Symbol', 'String'].find((each) => name.startsWith(each));
  const key = name.slice(whole.length);
  const target = globalThis[whole];
  const lower = key[0].toLowerCase() + key.slice(1);
  return lower in target ? target[lower] : target[key];
}

function method(prototype, name) {
  const lower = (text) => text[0].toLowerCase() + text.slice(1);
  const symbol = (text) => Symbol[lower(text)];
  const own = (key) => Object.getOwnPropertyDescriptor(prototype, key);
  if (/^GetSymbol/.test(name)) return own(symbol(name.slice(9))).get;
  if (/^Symbol/.test(name)) return (own(symbol(name.slice(6))) || {}).value;
  const getter = /^Get[A-Z]/.test(name) && own(lower(name.slice(3)));
  if (getter && getter.get) return getter.get;
  const found = own(lower(name));
  return found && found.value;
}

// The few operators that older engines cannot read
function older(source) {
  return source
    .replace(/(ObjectGetOwnPropertyDescriptor\(value, 'constructor'\))\?\.value\?\./g, 'Object(($1 || {}).value).')
    .replace(/(\b\w+) \?\?= /g, '$1 = $1 !== undefined && $1 !== null ? $1 : ')
    .replace(/(\b\w+)\?\.\[/g, '($1 || {})[')
    .replace(/(\b\w+(?:\.\w+)*)\?\.(\w)/g, '($1 || {}).$2')
    .replace(/ \|\|= /g, ' = fallback || ')
    .replace(/ \?\? /g, ' || ');
}

function load() {
  let source = require('child_process').execFileSync(binary, ['--no-deprecation', '-e', print], { maxBuffer: 1 << 26 }).toString();
  if (Number(process.versions.node.split('.')[0]) < 16) source = older(source);
  const names = new Proxy({}, { get: (target, name) => primordial(name) });
  const util = internalBinding('util');
  const constants = Object.assign({ ALL_PROPERTIES: 0, ONLY_ENUMERABLE: 2 }, {
    kPending: util.kPending, kRejected: util.kRejected }, util.constants, util.propertyFilter);
  const bindings = {
    util: Object.assign({}, util, { constants, getConstructorName: util.getConstructorName || ((value) => {
      return Object.prototype.toString.call(value).slice(8, -1);
    }) }),
  };
  const binding = (name) => bindings[name] || internalBinding(name);
  const inner = (name) => {
    if (name === 'internal/util/types') return require('util').types;
    if (name === 'internal/bootstrap/realm') return { BuiltinModule: { exists: () => false } };
    if (name === 'internal/assert') return (value) => { if (!value) throw new Error('assertion'); };
    if (name === 'internal/errors') return { isStackOverflowError: (error) => error instanceof RangeError };
    if (name === 'internal/validators') return { validateObject() {}, validateString() {}, kValidateObjectAllowArray: 1 };
    if (name === 'internal/util') {
      return {
        customInspectSymbol: Symbol.for('nodejs.util.inspect.custom'),
        isError: (value) => require('util').types.isNativeError(value) || value instanceof Error,
        join: (list, separator) => list.join(separator),
        removeColors: (text) => text.replace(/\u001b\[\d\d?m/g, ''),
      };
    }
    return require(name);
  };
  const module = { exports: {} };
  const wrapped = vm.runInThisContext(`(function (primordials, internalBinding, require, module, exports) {${source}\n})`,
    { filename: 'newest_inspect' });
  wrapped(names, binding, inner, module, module.exports);
  return module.exports.inspect;
}

module.exports = load();
