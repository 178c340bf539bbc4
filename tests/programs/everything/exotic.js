'use strict';
// Objects of the embedder and of other specifications, contexts of vm, accessors in C++.

const vm = require('vm');

module.exports = ({ hold, make, facts, skipped }) => {
  const builtin = (source, kind, usual) => {
    const value = make(source);
    if (value !== undefined) facts.set(value, { tagged: 'builtin', usual, plain: { kind } });
  };
  for (const name of ['Collator', 'DateTimeFormat', 'NumberFormat', 'PluralRules', 'ListFormat', 'RelativeTimeFormat', 'Segmenter', 'DisplayNames']) {
    const options = name === 'DisplayNames' ? ', {type: "region"}' : '';
    builtin(`new Intl.${name}("en"${options})`, `JS_${name.replace(/(?<=.)[A-Z]/g, '_$&').toUpperCase()}_TYPE`, '');
  }
  builtin('new Intl.Locale("en")', 'JS_LOCALE_TYPE', '');
  for (const name of ['Duration', 'Instant', 'PlainDate', 'PlainTime', 'PlainDateTime', 'PlainYearMonth', 'PlainMonthDay']) {
    const given = { Duration: '1, 2', Instant: '0n', PlainTime: '1, 2', PlainYearMonth: '2024, 2', PlainMonthDay: '2, 3' }[name] || '2024, 2, 3';
    builtin(`new Temporal.${name}(${given})`, `JS_TEMPORAL_${name.replace(/(?<=.)[A-Z]/g, '_$&').toUpperCase()}_TYPE`, '');
  }
  builtin('new WebAssembly.Memory({initial: 1})', 'WASM_MEMORY_OBJECT_TYPE', '');
  builtin('new WebAssembly.Table({initial: 1, element: "anyfunc"})', 'WASM_TABLE_OBJECT_TYPE', '');
  builtin('new WebAssembly.Global({value: "i32", mutable: true}, 7)', 'WASM_GLOBAL_OBJECT_TYPE', '');
  builtin('new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))', 'WASM_MODULE_OBJECT_TYPE', '');

  const { internalBinding } = require('internal/test/binding');
  const handle = new (internalBinding('tcp_wrap').TCP)(0);
  hold('handle', handle);
  const pointer = /[0-9a-f]{6,}/.exec(require('util').inspect(handle._externalStream)); // newer ones print it
  if (pointer) hold('external', handle._externalStream, { tagged: 'External', plain: { pointer: `0x${pointer[0]}` } });
  else skipped.push('External: util.inspect does not print the pointer');

  for (const source of ['Math', 'JSON', 'Reflect', 'Object.prototype', 'Array.prototype', '(class Q {}).prototype', 'Symbol.prototype', 'Intl']) make(source);
  hold('process.versions', process.versions);
  hold('process.release', process.release);
  hold('process.memoryUsage()', { ...process.memoryUsage() });
  hold('process.hrtime()', process.hrtime());
  hold('parsed JSON', JSON.parse('{"a": [1, 2.5, {"b": null}], "10": {"c": "\\u4e2d"}, "1e3": 1e3, "": {}}'));
  hold('parsed list', JSON.parse(JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ id: i, name: `name ${i}`, ratio: i / 7, ok: i % 2 === 0 })))));
  hold('query', require('querystring').parse('a=1&b=2&a=3'));
  const context = vm.createContext({ given: { a: 1 } });
  hold('values of another context', vm.runInContext('({a: [1, {b: 2}], m: new Map([[1, given]]), d: new Date(0), e: [null]})', context));
  hold('sandbox', context);
  hold('null prototype in it', vm.runInContext('Object.assign(Object.create(null), {x: {y: 1}})', context));
  const { EventEmitter } = require('events');
  class Service extends EventEmitter {}
  const service = new Service();
  hold('two names for one thing', { one: service.constructor.name, two: Service.name });
};
