'use strict';
// Map, Set, their weak kin, and iterators.

module.exports = ({ hold, make, facts, skipped }) => {
  for (const source of [
    'new Map()', 'new Map([["a", 1], [{}, []], [NaN, -0], [null, undefined]])', 'new Set()', 'new Set([1, "two", {a: 1}, null, -0, 1.5])', 'new Map([[1, new Map([[2, new Set([3])]])]])',
    'new (class M2 extends Map {})([[1, 2]])', 'new (class S2 extends Set { constructor(v) { super(v); this.own = 1; } })([1])', 'Object.assign(new Map([[1, 2]]), {extra: 1, [Symbol("s")]: 2})',
    'Object.setPrototypeOf(new Map([[1, 2]]), null)', '(() => { const m = new Map([[1, 1], [2, 2], [3, 3]]); m.delete(2); m.set(2, "again"); return m; })()',
    '(() => { const s = new Set([1, 2, 3]); s.clear(); s.add(4); return s; })()', '(() => { const m = new Map([[1, 1]]); m.delete(1); return m; })()',
  ]) make(source);
  const fifty = new Map(Array.from({ length: 98 }, (_, i) => [i, `v${i}`]));
  for (let i = 0; i < 96; i += 2) fifty.delete(i);
  hold('Map of 50 after 48 deletions', fifty);
  const set = new Set(Array.from({ length: 98 }, (_, i) => i / 2));
  for (let i = 0; i < 96; i += 2) set.delete(i / 2);
  hold('Set of 50 after 48 deletions', set);
  hold('Map of 10,000', new Map(Array.from({ length: 10000 }, (_, i) => [`key ${i}`, i])));
  const emptied = new Map(Array.from({ length: 1000 }, (_, i) => [i, i]));
  for (let i = 0; i < 995; i++) emptied.delete(i);
  hold('Map that shrank', emptied);

  const map = new Map([[1, 'one'], [2, { two: 2 }], [3, null]]), numbers = new Set([5, 6, 7]);
  for (const kind of ['keys', 'values', 'entries']) {
    hold(`map.${kind}()`, map[kind](), { kind });
    const begun = map[kind]();
    begun.next();
    hold(`map.${kind}(), begun`, begun, { kind });
    if (kind !== 'keys') hold(`set.${kind}()`, numbers[kind](), { kind });
  }
  const ended = numbers.values();
  for (let i = 0; i < 4; i++) ended.next();
  hold('set.values(), ended', ended, { kind: 'values' });
  const moved = new Set([1, 2, 3, 4, 5, 6, 7, 8]), behind = moved.values();
  behind.next();
  behind.next();
  moved.delete(1);
  for (let i = 9; i < 40; i++) moved.add(i);
  hold('set.values() of a table that was replaced', behind, { kind: 'values' });
  const array = [1, 'two', { three: 3 }];
  for (const kind of ['keys', 'values', 'entries']) {
    const iterator = array[kind]();
    if (kind === 'values') iterator.next();
    hold(`array.${kind}()`, iterator, { tagged: 'Array Iterator', plain: { kind }, members: { target: array, index: kind === 'values' ? 1 : 0 } });
  }
  const characters = 'abc'[Symbol.iterator]();
  characters.next();
  hold('string iterator', characters, { tagged: 'String Iterator', members: { target: 'abc', index: 1 } });

  const key = { key: 1 }, other = { other: 2 };
  facts.set(module, { keep: [key, other] });
  module.exports.kept = [key, other];
  hold('WeakMap', new WeakMap([[key, { value: 'v' }]]), { entries: [[key, { value: 'v' }]] });
  hold('WeakMap, empty', new WeakMap(), { entries: [] });
  hold('WeakSet', new WeakSet([other]), { values: [other] });
  if (typeof WeakRef === 'undefined') {
    skipped.push('WeakRef');
    return;
  }
  hold('WeakRef', new WeakRef(key));
  const cleanup = new Function('return 1');
  facts.set(cleanup, { script: '' });
  const registry = new FinalizationRegistry(cleanup);
  hold('FinalizationRegistry, empty', new FinalizationRegistry(cleanup), { tagged: 'FinalizationRegistry', usual: 'FinalizationRegistry', members: { cleanup }, cells: [] });
  registry.register(key, 'holdings of key');
  registry.register(other, { of: 'other' }, key);
  hold('FinalizationRegistry', registry, {
    tagged: 'FinalizationRegistry', usual: 'FinalizationRegistry', members: { cleanup },
    cells: [{ target: other, holdings: { of: 'other' }, token: key }, { target: key, holdings: 'holdings of key' }],
  });
};
