'use strict';
// Idea: AsyncLocalStorage.run around an async function.
// Node: >=12.17
// Chain: work request
const { AsyncLocalStorage } = require('async_hooks');
const { die } = require('./truth.js');

const storage = new AsyncLocalStorage();

async function work() {
  await null;
  die(storage.getStore());
}

async function request(id) { await storage.run({ id }, work); }

request(12);
