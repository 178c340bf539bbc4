'use strict';
// Idea: the callback of a FinalizationRegistry after a garbage collection.
// Flags: --expose-gc
// Node: >=14.6
// Chain: cleanup
const { die } = require('./truth.js');

const registry = new FinalizationRegistry(function cleanup(held) { die({ held }); });

(() => { for (let i = 0; i < 10; i++) registry.register({ i }, 'held'); })();

setInterval(() => gc(), 5);
