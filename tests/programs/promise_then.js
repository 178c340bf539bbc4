'use strict';
// Idea: then, catch and finally handlers, below them an async function that awaits the chain.
// Chain: handler
const { die } = require('./truth.js');

function fail() { throw new Error('go on'); }
function recover() { return 1; }
function handler() { die(); }

async function main() { await Promise.resolve().then(fail).catch(recover).finally(handler); }

main();
