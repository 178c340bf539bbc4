'use strict';
// Functions, classes, generators, arguments, proxies.

module.exports = ({ hold, make, facts }) => {
  for (const source of [
    'function named(a, b) {}', 'function () {}', '() => 1', '(() => { const arrow = (a) => a; return arrow; })()', 'class Foo {}', 'class {}', 'class Foo2 extends Array {}',
    'class Base1 { static s = 1; static m() {} constructor() { this.a = 1; } }', 'async function af() {}', 'async () => 1', 'function* gen() { yield 1; }', 'async function* agen() {}',
    '({method() {}}).method', '({async method() {}}).method', '({*method() {}}).method', '({async *method() {}}).method', 'Object.getOwnPropertyDescriptor({get x() { return 1; }}, "x").get',
    'Object.getOwnPropertyDescriptor({set x(v) {}}, "x").set', '({["comp" + "uted"]: () => 1}).computed', '({[Symbol("s")]: function () {}})[Symbol.for("none")] || Math.max', 'Array', 'Promise', 'JSON.parse',
    'Object.defineProperty(function old() {}, "name", {value: "fresh"})', 'Object.defineProperty(function old() {}, "name", {value: 5})', 'Object.assign(function props() {}, {a: 1, b: {c: 2}})',
    'class Stat { static name = "other"; }', 'Object.setPrototypeOf(function noProto() {}, null)', '{f: function inner() {}, g: (x) => x, h() {}}', '[class A1 {}, class B1 extends (class Z1 {}) {}]',
    '(function () { return arguments; })(1, "two")', '(function (a, b) { return arguments; })(1)', '(function () { return arguments; })()',
    'new (class F { #secret = 1; shown = 2; })', 'new (class P1 { #a = {x: 1}; #m() {} get #g() { return 1; } b = 3; })',
  ]) {
    const value = make(source);
    if (/#secret/.test(source) && value) facts.set(value, { private: { '#secret': 1 } });
    if (/#a = /.test(source) && value) facts.set(value, { private: { '#a': { x: 1 } } });
  }
  const here = (f) => { facts.set(f, { script: __filename }); return f; };
  const target = here(function target(a, b) { return a + b; });
  hold('bound', target.bind({ self: 1 }, 1, 'two'), { bound: target, this: { self: 1 }, arguments: [1, 'two'] });
  const bound = target.bind(null);
  facts.set(bound, { bound: target, this: null, arguments: [] });
  hold('bound twice', bound.bind(1, 0.5), { bound, this: 1, arguments: [0.5] });
  hold('closure', here(((counter) => function count() { return counter++; })(5)));
  hold('sloppy arguments', new Function('a', 'b', 'a = "changed"; const keep = () => b; return arguments')(1, 2, 3));
  hold('slow sloppy arguments', new Function('a', 'b', 'Object.defineProperty(arguments, 1, {enumerable: true, configurable: true, writable: true, value: 7}); a = 5; delete arguments[2]; return arguments')(1, 2, 3, 4));

  const generator = here(function* generator(n) {
    const x = yield n;
    yield x + 1;
  });
  const receiver = { receiver: 1 };
  hold('generator, not started', generator.call(receiver, 1), { state: 'suspended', function: generator, receiver });
  const started = generator.call(receiver, 1);
  started.next();
  hold('generator, at its first yield', started, { state: 'suspended', function: generator, receiver });
  const further = generator.call('strict', 1);
  further.next();
  further.next(5);
  hold('generator, at its second yield', further, { state: 'suspended', function: generator, receiver: 'strict' });
  const closed = generator.call(receiver, 1);
  closed.return();
  hold('generator, closed', closed, { state: 'closed', function: generator, receiver });

  const inner = { inner: 1 }, handler = { get: here(function get() { return 1; }) };
  hold('proxy', new Proxy(inner, handler), { target: inner, handler });
  hold('proxy of a function', new Proxy(target, {}), { target, handler: {} });
  const proxy = new Proxy([1, 2], {});
  facts.set(proxy, { target: [1, 2], handler: {} });
  hold('proxy in an object', { proxy });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  hold('proxy, revoked', revoked, { target: null, handler: null });
};
