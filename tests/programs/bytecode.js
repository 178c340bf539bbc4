'use strict';
// Idea: V8 prints the bytecode of every function that it compiles, with its addresses; every syntax there is.
// Tells: values
// Flags: --print-bytecode --no-flush-bytecode
const { die } = require('./truth.js');

const many = (count, text) => Array.from({ length: count }, (_, n) => text.replace(/\$/g, n)).join(' ');

// Each in a script of its own: an older V8 does not know them all.
const sources = [
  'var a = 1, b = 2.5; a + b - a * b / a % b; a | b & a ^ b; a << 1 >> 2 >>> 3; -a, +a, ~a, !a, typeof a, void a',
  'function f(x) { x++; --x; x += 7; x -= 7; x *= 3; x /= 3; x %= 3; x |= 1; x &= 6; x ^= 1; x <<= 1; x >>= 1; x >>>= 1; return x }; f(3)',
  'f(3); function f(x) { return x == 1 || x === 2 || x < 3 && x >= 4 || x > 5 || x <= 6 || x != 7 || x in {} || x instanceof Object }',
  'function f(a, b = 3, ...rest) { return [a, b, ...rest, arguments.length, arguments[0]] } f(1, 2, 3); f()',
  '"use strict"; function f(a, b) { return arguments } f(1)',
  'function g() { for (const x of [1, 2]) { for (let i in { a: 1, b: 2 }) { if (i === "b") break; if (x > 5) continue; } } } g()',
  'function g() { outer: while (true) { do { for (;;) { break outer } } while (1) } } g()',
  'function t(x) { try { if (x) throw new TypeError("no"); return 1 } catch (e) { return e.message } finally { t.done = true } } t(0); t(1)',
  'function t() { try { return 1 } finally { try { null.x } catch { } } } t()',
  'function s(x) { switch (x) { case 0: return "a"; case 1: return "b"; case 2: return "c"; case 3: return "d"; case 4: return "e"; case 5: return "f"; case 6: return "g"; case 7: return "h"; default: return x } } s(4); s("x")',
  'function o() { var k = "z"; return { a: 1, b: { c: [1, 2.5, , "x"] }, [k]: 2, get d() { return 1 }, set d(v) { }, m() { return super.toString() }, ...{ q: 1 }, __proto__: null } } o()',
  'function r() { return [/ab+c/gi.exec("abc"), `x${1}y${2}`, String.raw`a${1}b`, new Date(0), new Map([[1, 2]])] } r()',
  'function d(o) { with (o) { x = y; typeof z; return () => x } } d({ x: 1, y: 2 })',
  'function e(c) { var hidden = 5; eval(c); return typeof hidden + hidden; } e("hidden = 6"); e("var extra = 1")',
  'function c1() { let x = 1; { let x = 2; var f = () => x } x = f(); const y = 1; try { y = 2 } catch (e) { } return () => () => [x, y] } c1()()()',
  'class A { constructor(x) { this.x = x } static s() { return new.target } get v() { return this.x } set v(y) { this.x = y } *g() { yield* [1] } async am() { } } class B extends A { constructor() { super(1); super.v = 2; return this } m() { return super.v } } new B().m(); A.s()',
  'class P { #p = 1; static q = 2; #m() { return this.#p } get #a() { return 1 } set #a(v) { } t() { this.#p++; this.#a = 3; return this.#m() + this.#a } static #sp = 3; static u() { return P.#sp } } new P().t(); P.u()',
  'class S { static { this.x = 1 } static has(o) { return #z in o } #z } S.has({})',
  'class D1 extends Array { } class D2 extends D1 { } new D2(3).length',
  'function* gen(a) { let x = yield a; try { x += yield* [1, 2] } finally { yield x } return x } for (const z of gen(1)) z; gen(2).return(1)',
  'async function as(x) { try { await x; for await (const y of [1, 2]) await y } catch (e) { await e } finally { await 1 } return x } as(1)',
  'async function* ag(x) { const y = yield x; yield* ag2(); await y } async function* ag2() { } (async () => { for await (const q of ag(1)) q })()',
  'var { p, q: { r = 1 } = {}, ...others } = { p: 1, q: {}, s: 3 }; var [h, , i = 2, ...j] = [1, 2]; [p, h] = [h, p]; ({ x: p = 4 } = {})',
  'function call(f, ...a) { f(); f(1); f(1, 2); f(1, 2, 3); f.x(); f.x(1); f.x(1, 2); f.x(1, 2, 3); f(...a); f(1, ...a); new f(...a); new f(); new f(1, 2); f?.(); f?.x?.[0]; delete f.x; delete f[0]; return f ?? 1 } try { call(() => 1) } catch { }',
  'function del() { "use strict"; var o = {}; delete o.x; o.y &&= 1; o.z ||= 2; o.w ??= 3; return 1n + 2n ** 3n; } del()',
  'var undef; try { undefinedVariable } catch { } typeof undefinedVariable; undef = globalThis; var big = 123456789012345678901n; 2 ** 0.5; "abc"[1]; NaN',
  'function tdz() { try { x; let x = 1; } catch { } try { y = 1; let y; } catch { } try { new (class extends Object { constructor() { this.x } }) } catch { } } tdz()',
  'function dbg(x) { if (x) debugger; } dbg(0)',
  'function smis(x) { return [x + 1, 127, 128, -129, 32767, 32768, -2147483648, 2147483647, x | 70000, x * 300, x - 40000] } smis(1)',
  `function wide(a) { ${many(300, 'var v$ = a + $;')} ${many(300, 'a.p$ = v$;')} return function inner() { return v1 + v299 + ${many(300, 'v$ +')} 0 } } wide({})()`,
  `function wider(a) { if (a) { ${many(400, 'a = a + "text$" + f$(a);')} } for (var i = 0; i < 2; i++) { if (i > 3) break; ${many(200, 'i = i | a$;')} } return a } try { wider(0) } catch { }`,
  `function args(${Array.from({ length: 200 }, (_, n) => `a${n}`)}) { return a0 + a199 + args(a1, ...[a2]) } try { args() } catch { }`,
  `function jump(x) { while (x) { if (x > 1) { ${many(9000, 'x = x + $;')} } x-- } switch (x) { ${many(300, 'case $: x = $ + 1; break;')} } return x } jump(0)`,
  `var lots = [${Array.from({ length: 300 }, (_, n) => `{ k${n}: "v${n}" }`)}]; lots.length`,
  'label: { if (1) break label } var unused = (1, 2, 3) ? void 0 : null; import("fs").catch(() => 0)',
  'function usings() { using r = { [Symbol.dispose]() { } }; return 1 } usings()',
  'async function auses() { await using r = { async [Symbol.asyncDispose]() { } }; return 1 } auses()',
];

let compiled = 0;
for (const source of sources) {
  try {
    require('vm').runInThisContext(source, { filename: `part${compiled}.js`, importModuleDynamically: undefined });
    compiled++;
  } catch (error) { /* an older V8 */ }
}
die({ compiled });
