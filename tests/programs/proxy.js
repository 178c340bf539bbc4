'use strict';
// Idea: traps of a Proxy: get, set, has, apply, construct, ownKeys.
// Chain: get has apply construct set ownKeys
const { die } = require('./truth.js');

const handler = {
  get(target, key) { if (key === 'last') die({ key }); return Reflect.get(target, key); },
  has() { return Boolean(proxy.last); },
  apply() { return 'key' in proxy; },
  construct() { proxy(); return {}; },
  set() { new proxy(); return true; },
  ownKeys() { proxy.key = 1; return []; },
};
const proxy = new Proxy(function target() {}, handler);

Object.keys(proxy);
