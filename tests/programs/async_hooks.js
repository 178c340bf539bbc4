'use strict';
// Idea: an init hook of async_hooks, called from inside node while a timer is made.
// Chain: init start
const { createHook } = require('async_hooks');
const { die } = require('./truth.js');

function start() { setTimeout(() => {}, 1); }

createHook({ init(id, type) { if (type === 'Timeout') die({ type }); } }).enable();

start();
