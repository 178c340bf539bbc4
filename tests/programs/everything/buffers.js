'use strict';
// Bytes: ArrayBuffers, typed arrays, DataViews, Buffers; on and off V8's heap, shared, resizable, detached.

module.exports = ({ hold, make }) => {
  for (const source of [
    'new Uint8Array([1, 2, 255])', 'new Int8Array([-1, 127])', 'new Uint16Array([65535])', 'new Int16Array([-2])', 'new Uint32Array([4294967295])', 'new Int32Array([-2147483648])',
    'new Float32Array([1.5, -0, 0.1])', 'new Float64Array([0.1, NaN, -Infinity, 5e-324])', 'new Uint8ClampedArray([300, -5])', 'new BigInt64Array([-5n, 2n ** 62n])',
    'new BigUint64Array([2n ** 64n - 1n])', 'new Float16Array([1.5, 65504])', 'new Uint8Array(0)', 'new Uint8Array(new ArrayBuffer(10), 2, 4)', 'new Uint16Array(new ArrayBuffer(10), 2)',
    'new Uint8Array(200).fill(9).subarray(190)', 'Object.assign(new Uint8Array(2), {extra: 1})', 'new (class Bytes extends Uint8Array {})(2)', 'new Float64Array(200).fill(0.5).subarray(198)',
    'new Uint8Array(70000).fill(3).subarray(69990)', 'new ArrayBuffer(4)', 'new ArrayBuffer(0)', 'new Uint8Array([1, 2, 3]).buffer', 'new (class AB extends ArrayBuffer {})(3)', 'new SharedArrayBuffer(5)',
    'new DataView(new ArrayBuffer(8), 2)', 'new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)', 'new DataView(new SharedArrayBuffer(4))', 'Object.assign(new DataView(new ArrayBuffer(1)), {named: 1})',
    // memory that nothing was written to is in no core
    'new Uint8Array(new ArrayBuffer(4, {maxByteLength: 16})).fill(1).buffer', 'new Uint8Array(new SharedArrayBuffer(4, {maxByteLength: 16})).fill(2).buffer', 'new Uint8Array(new ArrayBuffer(4, {maxByteLength: 16})).fill(2)',
    '(() => { const b = new ArrayBuffer(4, {maxByteLength: 16}); const a = new Uint8Array(b, 1); if (b.resize) b.resize(8); return a.fill(3); })()',
    '(() => { const b = new ArrayBuffer(8, {maxByteLength: 16}); const a = new Uint8Array(b, 2); if (b.resize) b.resize(4); return a.fill(4); })()',
    '(() => { const b = new SharedArrayBuffer(4, {maxByteLength: 16}); const a = new Uint8Array(b); if (b.grow) b.grow(8); return a.fill(1); })()',
  ]) make(source);
  hold('Buffer', Buffer.from('hello \u4e2d world'));
  hold('Buffer, empty', Buffer.alloc(0));
  hold('slice of a Buffer', Buffer.from([0, 255, 16, 32]).slice(1, 3));
  hold('part of a large Buffer', Buffer.alloc(9000, 7).subarray(8990));
  hold('Buffer of 100,000', Buffer.alloc(100000, 'pattern'));
  hold('100,000 floats', Float64Array.from({ length: 100000 }, (_, i) => i / 3));
  hold('beside other members', { before: 1, buffer: Buffer.from('b'), after: 2 });
  const buffer = new ArrayBuffer(16), array = new Uint8Array(buffer), view = new DataView(buffer);
  const { MessageChannel } = require('worker_threads');
  const channel = new MessageChannel();
  channel.port1.postMessage(null, [buffer]);
  channel.port1.close();
  hold('detached', buffer, { detached: true });
  hold('array of a detached buffer', array, { detached: true });
  hold('view of a detached buffer', view, { detached: true });
};
