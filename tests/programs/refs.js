'use strict';
// Idea: values of each kind with holders that are all known, for who refers to whom.
// Tells: values
// Flags: --expose-gc
const { die } = require('./truth.js');

class Owner { constructor(name) { this.name = name; } }
class Target { constructor(name) { this.of = name; } }

const refs = (globalThis.refs = {});

// held by no variable: only by what it is put into
function own(name, value) {
  const owner = new Owner(name);
  refs[name] = owner;
  owner.held = value;
  return owner;
}

function closes() {
  const enclosed = ['enclosed string ', process.pid].join('');
  refs.closure = () => enclosed;
}

function fill() {
  own('regexp', /a+b/gi);
  const big = {};
  for (let i = 0; i < 300; i++) big['p' + i] = i;
  own('big', big);
  refs.sub = own('outer', { inner: new Target('sub') });
  refs.array = [0, 1.5, new Target('array')];
  const parent = Buffer.from('the parent of a slice, long enough to be one '.repeat(3)).toString('latin1');
  own('parent', parent);
  own('slice', parent.slice(5, 60));
  const left = ['the left half ', process.pid].join('');
  own('left', left);
  own('cons', left + ' and the right half of a string');
  const plain = ['plain', process.pid].join('');
  own('plain', plain);
  refs.list = [plain];
  refs.bound = own.bind(null, plain);
  own('pattern', new RegExp(plain));
  closes();
  const dictionary = {};
  for (let i = 0; i < 2000; i++) dictionary['key' + i] = i;
  delete dictionary.key0;
  dictionary.held = new Target('dictionary');
  refs.dictionary = dictionary;
  const a = new Owner('cycle a');
  const b = new Owner('cycle b');
  a.other = b;
  b.other = a;
  refs.cycle = a;
  let chain = (refs.chain = new Owner('chain 0'));
  for (let i = 1; i < 6; i++) chain = chain.next = new Owner('chain ' + i);
  refs.odd = { 'not a name': new Target('odd'), [Symbol('sym')]: new Target('symbol') };
  refs.numbers = { 'all of them': 17, below: -3, between: 0.25 };
  refs.map = new Map([[new Target('key'), new Target('value')]]);
  refs.weak = typeof WeakRef === 'function' ? new WeakRef(refs.array) : null;
}

function end(local) {
  gc();
  (() => { new Owner('garbage').held = refs.array; })();
  die(() => ({ pid: process.pid }));
  return local;
}

(function () { fill(); })();
setImmediate(() => end(new Target('stack')));
