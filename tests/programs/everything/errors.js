'use strict';
// Errors, dates, regular expressions, boxed primitives.

module.exports = ({ hold, make, facts }) => {
  for (const source of [
    'new Error("message")', 'new Error()', 'new Error("")', 'new TypeError("bad type")', 'new (class MyError extends Error {})("mine")', 'new RangeError("two\\nlines")',
    'Object.assign(new Error("coded"), {code: "E_X", errno: -2, deep: {a: 1}})', 'Object.assign(new Error("named"), {name: "Custom"})', '(() => { try { null.x; } catch (e) { return e; } })()',
    '(() => { try { undefinedName; } catch (e) { return e; } })()', '(() => { try { JSON.parse("{"); } catch (e) { return e; } })()', 'Object.defineProperty(new Error("x"), "cause", {value: {why: 1}})',
    'new Error("outer", {cause: new TypeError("inner")})', 'new AggregateError([new Error("one"), 2], "many")', 'Object.defineProperty(new Error("s"), "stack", {value: "own text"})',
    'Object.setPrototypeOf(new Error("bare"), null)', '{error: new SyntaxError("inside"), after: 1}',
    'new Date(0)', 'new Date(1700000000123)', 'new Date(NaN)', 'new Date(-62198755200000)', 'new Date(8.64e15)', 'new Date(-8.64e15)', 'new Date(-1)', 'Object.assign(new Date(5), {extra: 1})', 'new (class Day extends Date {})(7)',
    '/re/gi', '/a\\/b[/]/', 'new RegExp("")', 'new RegExp("/", "msuy")', '/x/d', '/[a]/v', 'new RegExp("\\n")', '(() => { const r = /a/g; r.exec("ba"); return r; })()', 'Object.assign(/x/, {extra: 1})', '/\\u4e2d(?<name>.)/u',
    'Object.assign(/y/y, {lastIndex: "text"})', 'new Number(3)', 'new Number(-0)', 'new Number(NaN)', 'new String("abc")', 'new Boolean(false)', 'Object.assign(new String("ab"), {extra: 1, 5: "five"})', 'new (class N2 extends Number {})(1.5)',
  ]) make(source);
  const symbol = Symbol('boxed');
  hold('boxed symbol', Object(symbol), { boxed: symbol });
  hold('boxed bigint', Object(BigInt(5)), { boxed: BigInt(5) });

  // One whose stack nobody has asked for, and its twin from the same line, which says where that is
  const failing = () => new Error('unread');
  const made = [];
  for (let i = 0; i < 2; i++) made.push(failing());
  const [unread, read] = made;
  Error.prepareStackTrace = (error, sites) => sites.map((site) => ({
    function: site.getFunctionName() || '', script: site.getScriptNameOrSourceURL() || '', line: site.getLineNumber(), column: site.getColumnNumber() }));
  const frames = read.stack;
  delete Error.prepareStackTrace;
  hold('error, stack not read', unread, { frames });
  const cyclic = new Error('cyclic');
  cyclic.self = cyclic;
  hold('cyclic error', cyclic);
  facts.set(failing, { script: __filename });
};
