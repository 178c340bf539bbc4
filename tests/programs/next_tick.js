'use strict';
// Idea: process.nextTick callbacks.
// Chain: tick
const { die } = require('./truth.js');

function tick(n) { n ? process.nextTick(tick, n - 1) : die(); }

process.nextTick(tick, 2);
