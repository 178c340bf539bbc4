'use strict';
// Promises, async functions, module namespaces: what only settles after a while.

module.exports = async ({ hold, make, facts, skipped }) => {
  const here = (f) => { facts.set(f, { script: __filename }); return f; };
  for (const source of ['new Promise(() => {})', 'Promise.resolve(42)', 'Promise.resolve({a: [1]})', 'Object.assign(Promise.resolve("x"), {extra: 1})', 'new (class P2 extends Promise {})((resolve) => resolve(1))',
    'Promise.resolve(undefined)', 'Promise.all([1, Promise.resolve(2)])']) make(source);
  const rejected = Promise.reject(new Error('no'));
  rejected.catch(() => {});
  hold('rejected', rejected);
  const plainly = Promise.reject('text');
  plainly.catch(() => {});
  hold('rejected with a text', plainly);
  const yes = here(function yes() {}), no = here(function no() {}), both = here(() => {});
  const listened = new Promise(() => {});
  listened.then(yes, no);
  listened.then(both);
  listened.catch(no);
  hold('pending, with listeners', listened, { reactions: [{ fulfilled: yes, rejected: no }, { fulfilled: both }, { rejected: no }] });

  const awaited = new Promise(() => {});
  const waits = here(async function waits() {
    await awaited;
  });
  hold('promise of an async function that waits', waits());
  const lines = require('fs').readFileSync(__filename, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('await awaited;')) + 1;
  const column = lines[line - 1].indexOf('await') + 1;
  const start = lines.findIndex((text) => text.includes('async function waits')) + 1;
  const f = { $type: 'function', name: 'waits', kind: 'async function', script: __filename, line: start, column: lines[start - 1].indexOf('()') + 1 };
  const told = { $type: 'AsyncFunction', state: 'suspended', function: f, line, column, receiver: { $type: 'undefined' } };
  hold('what an async function waits for', awaited, { reactions: [{ told: { await: told } }] }); // no script can reach it
  const asyncGenerator = here(async function* asyncGenerator() { yield 1; yield 2; });
  const running = asyncGenerator();
  await running.next();
  hold('async generator', running, { async: true, state: 'suspended', function: asyncGenerator, receiver: undefined });
  hold('async generator, not started', asyncGenerator(), { async: true, state: 'suspended', function: asyncGenerator, receiver: undefined });
  hold('promise that a promise waits for', { first: listened.constructor.name });
  await null;
  try {
    const source = 'export const b = 1; export let a = {x: 1}; export default [1, 2]; export const text = "t";';
    hold('namespace', await new Function('source', 'return import("data:text/javascript," + source)')(source));
  } catch (error) {
    skipped.push(`namespace: ${error.message}`);
  }
};
