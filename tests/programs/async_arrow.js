'use strict';
// Idea: async arrows, async methods and an async immediately called function.
// Chain: arrow method
const { die } = require('./truth.js');

const arrow = async (n) => { await n; die({ n }); };
const object = { async method(n) { return await arrow(n); } };

(async () => { await object.method(1); })();
