'use strict';
// Idea: functions of every kind with their sources, closures with known variables, arrays and buffers: all held by start().
// Tells: values
const vm = require('vm');
const { die } = require('./truth.js');

const held = {}; // what is asked for
const told = {}; // what JavaScript says of it

function tell(name, f, kind, extra) {
  held[name] = f;
  const own = Object.prototype.hasOwnProperty.call(f, 'name');
  told[name] = { source: Function.prototype.toString.call(f), name: own ? f.name : '', length: f.length, kind, ...extra };
}

// Each in a script of its own: an older V8 does not know them all.
function make(name, kind, source, extra) {
  let f;
  try { f = vm.runInThisContext(source, { filename: `${name}.js` }); } catch (e) { return; }
  tell(name, f, kind, extra);
}

make('declared', 'function', 'function declared(a, b) {\n  return a + b;\n}\ndeclared');
make('expression', 'function', '\n\n   (function (x, ...rest) { return rest; })', { parameters: ['x', '...rest'] });
make('named', 'function', '(function self(n) { return n ? self(n - 1) : 0; })');
make('arrow', 'arrow function', '(a, { b, c = 3 }, [d] = []) => a', { parameters: ['a', '{ b, c = 3 }', '[d]'] });
make('bareArrow', 'arrow function', 'x => x * 2', { parameters: ['x'] });
make('asyncArrow', 'async arrow function', 'async (x) => {\n  await x;\n}');
make('asyncFunction', 'async function', '(async function af(a) { await a; })');
make('generator', 'generator function', '(function* g(a) { yield a; })');
make('asyncGenerator', 'async generator function', '(async function* ag() { yield 1; })');
make('method', 'method', '({ method(a) { return a; } }).method');
make('superMethod', 'method', 'globalThis.parent = { x: 1 }; globalThis.child = { __proto__: parent, m() { return super.x; } }; child.m(); child.m');
make('getter', 'getter function', 'Object.getOwnPropertyDescriptor({ get value() { return 1; } }, "value").get');
make('setter', 'setter function', 'Object.getOwnPropertyDescriptor({ set value(v) { } }, "value").set');
make('computed', 'method', '({ ["comp" + "uted"](a) { return a; } }).computed');
make('asyncMethod', 'async method', '({ async am() { } }).am');
make('generatorMethod', 'generator method', '({ *gm() { } }).gm');
make('base', 'class constructor', 'class Base {\n  constructor(x) { this.x = x; }\n  m() { return 1; }\n}\nBase');
make('derived', 'derived class constructor', '(class Derived extends Array {\n  constructor() { super(1); }\n})');
make('implicit', 'default class constructor', '(class Implicit { field = 1; })');
make('implicitDerived', 'default derived class constructor', '(class extends Object { })');
make('staticMethod', '', '(class S { static sm(a) { return a; } }).sm');
make('strict', 'function', '(function () { "use strict"; return this; })');
make('unicode', 'function', '/* 𝒳 é 中 */ (function ünïcode(параметр) { return "𝒳" + параметр; })');
make('never', 'function', 'function never(a) { return a + 1; }\nnever');
make('crlf', 'function', 'var x;\r\n(function crlf() {\r\n  return 1;\r\n})');
make('minified', 'arrow function', `${'var q=1;'.repeat(200)}(a=>a+q)`);
tell('native', Array.prototype.map, 'native function');
tell('callback', process.abort, 'native function');
tell('made', new Function('a', 'b', 'return a * b'), 'function');
held.never2 = held.never;
held.bound = held.declared.bind({ me: 1 }, 7, 'eight');
held.boundTwice = held.bound.bind(null, 9);

function closures() {
  let number = 42;
  const text = 'captured';
  var unset;
  let half = 0.5;
  half += 0.25;
  function inner(argument) {
    let block = { in: 'inner' };
    { let shadow = number; var deep = () => [number, text, unset, half, argument, block, shadow, late]; }
    return deep;
  }
  held.deep = inner('passed');
  held.early = () => late;
  held.tdz = held.early;
  if (number === 41) { held.early = null; }
  finish();
  let late = 'initialized late';
  return late;
}

function withScope() {
  return vm.runInThisContext('(function (scope) { with (scope) { return function seen() { return hidden; }; } })')({ hidden: 'in with' });
}

function evaluated() {
  return vm.runInThisContext('(function () { var own = 1; eval("var added = 2"); return () => own + added; })()');
}

held.withScope = withScope();
held.evaluated = evaluated();

class Widget { constructor() { this.id = 1; } }
class Special extends Widget { }
held.widget = new Special();
held.plain = { a: 1 };
held.bare = Object.create(null);
held.date = new Date(0);

held.packed = [1, 'two', { three: 3 }, 4.5, null];
held.doubles = [1.5, -0, NaN, 2 ** 53, Infinity];
held.holes = ['a', , 'c', , ,];
held.sparse = [];
held.sparse[3] = 'x';
held.sparse[5000000] = 'far';
held.deleted = ['one', 'two', 'three'];
delete held.deleted[1];
held.empty = [];
held.integers = new Int16Array([1, -2, 300]);
held.indexed = { 0: 'zero', 2: 'two', other: 1 };
held.given = (function () { return arguments; })('x', 2);

held.pooled = Buffer.from('a small Buffer of the pool');
held.allocated = Buffer.alloc(10000, 'ab');
held.slice = held.allocated.subarray(100, 110);
held.u8 = new Uint8Array([1, 2, 3, 255]);
held.f64 = new Float64Array([1.5, 2.5]);
held.view = new DataView(new Uint8Array([9, 8, 7, 6, 5]).buffer, 1, 3);
held.arrayBuffer = new Uint8Array([10, 20, 30]).buffer;
held.shared = new SharedArrayBuffer(16);
new Uint8Array(held.shared).set([5, 4, 3]);
held.none = Buffer.alloc(0);
{
  const gone = new ArrayBuffer(8);
  held.detachedView = new Uint8Array(gone, 4);
  const { port1 } = new MessageChannel_();
  port1.postMessage(null, [gone]);
  port1.close();
}
function MessageChannel_() { return new (require('worker_threads').MessageChannel)(); }

const buffers = {};
for (const name of ['pooled', 'allocated', 'slice', 'u8', 'f64', 'view', 'arrayBuffer', 'shared', 'none']) {
  const b = held[name];
  const bytes = b.buffer === undefined ? new Uint8Array(b) : new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  buffers[name] = { hex: Buffer.from(bytes).toString('hex'), offset: b.byteOffset || 0, of: (b.buffer || b).byteLength };
}

for (let i = 0; i < 10; i++) held.declared(i, i);

function start(values) { die({ told, buffers }); }
function finish() { start(held); }
closures();
