'use strict';
// Idea: objects of V8's own that few programs have: of its inspector, of coverage, of scopes with eval, of WebAssembly, Proxy, Intl.
// Tells: values
const inspector = require('inspector');
const vm = require('vm');
const { die } = require('./truth.js');

const kept = (globalThis.kept = []);
const session = new inspector.Session();
session.connect();
const post = (method, parameters = {}) => session.post(method, parameters, (error, result) => kept.push(error, result));

post('Runtime.enable');
post('Debugger.enable');
post('Debugger.setAsyncCallStackDepth', { maxDepth: 8 });
post('Profiler.enable');
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

function watched(a) {
  const x = a + 1;
  return [x, () => x];
}
for (const columnNumber of [0, 12]) {
  post('Debugger.setBreakpointByUrl', { lineNumber: 20, columnNumber, urlRegex: '.*engine_objects.js', condition: 'false' });
}
for (let i = 0; i < 300; i++) kept.push(watched(i));
post('Runtime.evaluate', { expression: 'new Map([[1, class Q {}]])', generatePreview: true });
post('Profiler.takePreciseCoverage');
Error.captureStackTrace(kept);

// In sloppy mode eval adds variables to the function that calls it
kept.push(vm.runInThisContext('(function plain(a) { eval("var q = 1"); return () => [a, q]; })(1)'));
kept.push(vm.runInThisContext('(function complex(a, b = a) { eval("var q = 2"); return () => [a, b, q]; })(1)'));
kept.push(vm.runInThisContext('((a) => { eval("var q = 3"); return () => [a, q]; })(1)'));

kept.push(new WebAssembly.Global({ value: 'i32', mutable: true }, 7), new WebAssembly.Global({ value: 'f64' }, 1.5));
kept.push(new WebAssembly.Table({ element: 'anyfunc', initial: 3, maximum: 5 }));
kept.push(new WebAssembly.Memory({ initial: 1, maximum: 4 }));

globalThis.proxy = new Proxy(function f() {}, {});
kept.push(Proxy.revocable({}, {}));
if (Intl.Segmenter) {
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment('a b c');
  if (segments) kept.push(segments, segments[Symbol.iterator]());
}

setTimeout(function later() {
  console.log(kept.length, new Error('with frames')); // which the inspector hears of
  post('Runtime.disable'); // with it V8 14.6 dies of what the truth is asked with
  die(() => ({}));
}, 10);
