'use strict';
// Idea: a named WebAssembly module: imports of every kind, recursion, indirect calls, odd and missing names.
// Chain: imported main
const { die } = require('./truth.js');

const text = (s) => { const b = [...Buffer.from(s)]; return [...leb(b.length), ...b]; };
const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const vec = (items) => [...leb(items.length), ...items.flat()];
const section = (id, bytes) => [id, ...leb(bytes.length), ...bytes];
const body = (...ops) => { const code = [0, ...ops, 0x0b]; return [...leb(code.length), ...code]; };

const I32 = 0x7f;
const NOP = 1, CALL = 0x10, CALL_INDIRECT = 0x11, GET = [0x20, 0], CONST = 0x41, SUB = 0x6b, LOAD = [0x28, 2, 0];
const DROP = 0x1a, IF = [4, 0x40], ELSE = 5, END = 0x0b, GET_GLOBAL = [0x23, 0];
const FILLER = Array(300).fill(NOP); // offsets of more than one byte

// 0 imported, 1 leaf, 2 récursif, 3 (invalid name), 4 (empty name), 5 (no name)
const bytes = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0,
  ...section(0, [...text('first'), 1, 2, 3]),
  ...section(1, vec([[0x60, 0, 0], [0x60, 1, I32, 0]])),
  ...section(2, vec([
    [...text('env'), ...text('memory'), 2, 0, 1],
    [...text('env'), ...text('table'), 1, 0x70, 1, 4, 16],
    [...text('env'), ...text('f'), 0, 0],
    [...text('env'), ...text('global'), 3, I32, 0],
  ])),
  ...section(3, vec([[0], [1], [1], [0], [0]])),
  ...section(7, vec([[...text('again'), 0, 3], [...text('exported'), 0, 5], [...text('again2'), 0, 5]])),
  ...section(9, vec([[0, CONST, 0, END, 1, 2]])),
  ...section(10, vec([
    body(...FILLER, NOP, CALL, 0, NOP),
    body(...GET, ...IF, ...GET, CONST, 1, SUB, CALL, 2, ELSE, CALL, 1, END),
    body(...GET, CONST, 0, CALL_INDIRECT, 1, 0),
    body(CONST, 0, ...LOAD, DROP, ...GET_GLOBAL, CALL, 3),
    body(CALL, 4),
  ])),
  ...section(0, [...text('name'), ...section(0, text('nämed')), ...section(1, vec([
    [1, ...text('leaf')], [1, ...text('leaf again')], [2, ...text('récursif ✓')], [3, 2, 0xc3, 0x28], [4, 0],
  ]))]),
]);

function imported() { die(); }

async function main() {
  const env = {
    f: imported, memory: new WebAssembly.Memory({ initial: 1 }), global: 3,
    table: new WebAssembly.Table({ initial: 4, maximum: 16, element: 'anyfunc' }),
  };
  const { instance } = await WebAssembly.instantiate(bytes, { env });
  instance.exports.exported();
}

main();
