'use strict';
// Strings in every form that V8 has for them.

module.exports = ({ hold, make }) => {
  for (const source of [
    '""', '"a"', '"plain text"', '"\\u00e9\\u00ff"', '"\\u0100"', '"\\u4e2d\\u6587"', '"\\ud83d\\ude00"', '"half \\ud83d"', '"\\ude00 half"', '"x\\ud83d\\ude00y\\ud800z"', '"\\0"', '"a\\0b\\0"',
    '"tab\\tnew\\nline\\r\\u2028\\u2029\\ufeff"', '"quotes \' \\" ` \\\\"', '"\\x7f\\x80\\x9f\\u001b[31m"', 'String(Math.PI * 1000)', '"abc"[1]', '["", "\\ud800", "\\udc00"]',
  ]) make(source);
  const n = process.pid; // nothing that V8 could fold
  const left = `left part ${n} of a long string, `, right = `and the right part ${n}`;
  hold('cons', left + right);
  hold('cons of two-byte', left + right + '\u4e2d'.repeat(3));
  hold('cons, one surrogate of a pair on each side', `${left}\ud83d` + `\ude00${right}`);
  hold('slice', (left + right + left).slice(3, 40));
  hold('slice of two-byte', ('\u4e2d\u6587'.repeat(20) + n).slice(5, 30));
  const cons = left + right + 'flat';
  cons.charCodeAt(3);
  hold('flattened cons', cons);
  let chain = '';
  for (let i = 0; i < 5000; i++) chain += `${i};`;
  hold('cons of 5,000', chain);
  let reverse = '';
  for (let i = 0; i < 5000; i++) reverse = `${i};` + reverse;
  hold('cons of 5,000 to the left', reverse);
  const key = `dynamic key ${n}`.concat('!');
  const object = {};
  object[key] = 1;
  hold('thin', key);
  hold('internalized', Object.keys(object)[0]);
  hold('object with a dynamic key', object);
  hold('external', Buffer.alloc(1 << 21, 'external ').toString('latin1').slice(0, 100));
  hold('external, whole', Buffer.alloc(1100000, 'e').toString('latin1'));
  hold('external two-byte', Buffer.alloc(1100000, 'x\u4e2d', 'utf16le').toString('utf16le'));
  hold('100 KB', 'x'.repeat(99999) + n);
  hold('100 KB of two-byte', '\u4e2d'.repeat(50000) + n);
  hold('100 KB, sequential', Buffer.alloc(100000, 'abcdefg').toString('latin1'));
  hold('JSON text', JSON.stringify({ a: [1, 2, { b: '\u4e2d' }] }));
  hold('number key', `${n}`.length + 0.5 + '');
  hold('from code units', String.fromCharCode(...Array.from({ length: 300 }, (_, i) => i * 219)));
  hold('built-in', Object.prototype.toString.name);
  hold('source', (function text() { return 'of this function'; }).toString());
};
