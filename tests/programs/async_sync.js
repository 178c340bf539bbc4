'use strict';
// Idea: async functions that have not been suspended yet.
// Chain: three two one
const { die } = require('./truth.js');

async function three() { die(); }
async function two() { await three(); }
async function one() { await two(); }

one();
