// Idea: functions named, written and placed in every way, strings of every form and closures, each held by an object of a
// class of its own (V8dbgProbe0, …); the program writes what V8 says of each, and aborts.
'use strict';

const vm = require('vm');
const { die } = require('./truth.js');

const holders = [];
const probes = [];
globalThis.v8dbgHolders = holders;

function hold(value, told) {
  const Holder = new Function(`return class V8dbgProbe${holders.length} {}`)();
  const holder = new Holder();
  holder.value = value;
  holders.push(holder);
  probes.push(told);
}

// -- functions ------------------------------------------------------------------------------

function here() {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, list) => list;
  const site = new Error().stack[1];
  Error.prepareStackTrace = prepareStackTrace;
  return {
    name: site.getFunctionName(), line: site.getLineNumber(), column: site.getColumnNumber(),
    url: site.getScriptNameOrSourceURL(), origin: site.isEval() ? site.getEvalOrigin() : '',
  };
}
globalThis.here = here;

// `f` calls here() once, at the first "here(" after the comment /*N*/ in its text.
function site(mark, parameters, f, call = (g) => g()) {
  hold(f, { kind: 'function', mark: `/*${mark}*/`, parameters, ...call(f) });
}

site(1, ['a', 'b'], function declared(a, b) { /*1*/ return here(); });
site(2, [], (() => () => { /*2*/ return here(); })());
site(3, ['x'], Object.defineProperty(function original(x) { /*3*/ return here(); }, 'name', { value: 'renamed' }));
site(4, [], Object.defineProperty(function accessor() { /*4*/ return here(); }, 'name', { get() { return 'got'; } }));
site(5, [], (() => { const f = function deleted() { /*5*/ return here(); }; delete f.name; return f; })());
site(6, [], Object.assign(function displayed() { /*6*/ return here(); }, { displayName: 'shown' }));
site(7, [], Object.defineProperty(function numbered() { /*7*/ return here(); }, 'name', { value: 42 }));
site(8, ['p'], eval('(function (p) { /*8*/ return here(); })'));
site(9, [], eval('(function evaluated() { /*9*/ return here(); })'));
site(10, ['x', 'y'], new Function('x', 'y', '/*10*/ return here();'));
site(11, [], eval('eval("(function twice() { /*11*/ return here(); })")'));
site(12, [], (0, eval)('(function () { /*12*/ return here(); })\n//# sourceURL=my-url.js'));
site(13, [], vm.runInThisContext('\n  (function vm13() { /*13*/\n return here(); })', { filename: '/vm/13.js', lineOffset: 10, columnOffset: 5 }));
site(14, [], vm.runInThisContext('(function vm14() { /*14*/ return here(); })', { filename: '/vm/14.js', lineOffset: 10, columnOffset: 5 }));
site(15, [], vm.runInThisContext('(function vm15() { /*15*/ return here(); })\n//# sourceURL=other.js', { filename: '/vm/15.js', lineOffset: 10, columnOffset: 5 }));
site(16, ['z'], new Function('a', 'b', 'return function inner(z) { /*16*/ return here(); }')());
const deep = { inside: {} };
deep.inside.assigned = (0, function () { /*17*/ return here(); });
site(17, [], deep.inside.assigned);
site(18, ['m'], { method(m) { /*18*/ return here(); } }.method);
site(19, [], Object.getOwnPropertyDescriptor({ get value() { /*19*/ return here(); } }, 'value').get);
const symbolic = { [Symbol('described')]() { /*20*/ return here(); } };
site(20, [], symbolic[Object.getOwnPropertySymbols(symbolic)[0]]);
class Constructed { constructor(one, two = 2) { /*21*/ this.found = here(); } static method(s) { /*22*/ return here(); } static name() { /*23*/ return here(); } }
site(21, ['one', 'two'], Constructed, (f) => new f().found);
site(22, ['s'], Constructed.method);
site(23, [], Constructed.name);
site(24, [], eval('(function returns() {\r\n/*24*/\r return here(); })'));
site(25, [], eval('(function separators() {\u2028/*25*/\u2029 "\u{1F600}\u00e9"; return here(); })'));
class Base {}
site(26, ['...rest'], class Derived extends Base { constructor(...rest) { super(); /*26*/ this.found = here(); } }, (f) => new f().found);
const heir = function heir() { /*27*/ return here(); };
delete heir.name;
Object.setPrototypeOf(heir, Object.create(Function.prototype, { name: { value: 'inherited' } }));
site(27, [], heir);
const dictionary = function slow() { /*28*/ return here(); };
for (let i = 0; i < 2000; i++) dictionary[`p${i}`] = i;
delete dictionary.p3;
Object.defineProperty(dictionary, 'name', { value: 'dictionary' });
site(28, [], dictionary);
site(29, ['a', '{b, c: [d]}', '[e]', '...rest'], (a = ')', {b, c: [d]} = { b: 1, c: [/[)]/] }, [e] = [`)${')'}`], ...rest) => { /*29*/ return here(); });
site(30, ['x'], x => /*30*/ here());
site(31, ['имя'], function имена(имя) { /*31*/ return here(); });

// -- closures -------------------------------------------------------------------------------

function outer(first, second) {
  let local = 'local';
  const number = 42;
  let unused = 1; // no closure needs it: not in the context
  {
    const block = 'block';
    return function closure() { return [first, second, local, number, block]; };
  }
}
hold(outer('first', -7), { kind: 'closure', variables: { block: 'block', first: 'first', second: -7, local: 'local', number: 42 } });
const many = Array.from({ length: 120 }, (_, i) => `many${i}`);
hold(new Function(`${many.map((name, i) => `let ${name} = ${i};`).join('')} return function () { return ${many.join('+')}; };`)(),
  { kind: 'closure', variables: Object.fromEntries ? Object.fromEntries(many.map((name, i) => [name, i])) : {} });
let early;
{
  early = () => late;
  hold(early, { kind: 'uninitialised', variable: 'late' });
}

// -- strings --------------------------------------------------------------------------------

function string(value) {
  const told = { kind: 'string', length: value.length };
  if (value.length < 1000) told.text = value;
  else Object.assign(told, { head: value.slice(0, 50), tail: value.slice(-50) });
  hold(value, told);
}

const random = String(Math.random());
string('one byte é');
string(`two bytes Ж${random}`.repeat(2));
string('');
string('z');
string(`${'cons '.repeat(10)}${random}`);
string(`${'x'.repeat(50)}a slice of the whole${'y'.repeat(50)}`.slice(45, 85));
string(`${'д'.repeat(50)}two-byte slice${'ж'.repeat(50)}`.slice(45, 70));
string(`lone \ud83d ${random}`);
string(`${'a'.repeat(20)}\ud83d${`\ude00${'b'.repeat(20)}${random}`}`); // a pair across two halves of a cons string
const thin = `${'thin '.repeat(10)}${random}`;
({})[thin] = 1; // becomes a key, and so internalized
string(thin);
let nodes = '';
for (let i = 0; i < 20000; i++) nodes += String.fromCharCode(97 + (i % 26)) + (i % 1000 ? '' : 'Ж');
string(nodes);
string(Buffer.alloc(1100000, 'external ').toString('latin1'));
string(Buffer.alloc(2200000, 'внешн', 'ucs2').toString('ucs2'));
hold(Symbol('a description'), { kind: 'symbol', text: 'Symbol(a description)' });
hold(Symbol(), { kind: 'symbol', text: 'Symbol()' });

die({ probes });
let late = 1;
