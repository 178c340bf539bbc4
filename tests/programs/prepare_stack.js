'use strict';
// Idea: Error.prepareStackTrace called because somebody reads an error's stack.
// Chain: leaf prepare reader
const { die } = require('./truth.js');

function leaf(count) { die({ count }); }

Error.prepareStackTrace = function prepare(error, list) { leaf(list.length); return ''; };

function reader() { return new Error('why').stack; }

reader();
