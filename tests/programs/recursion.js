'use strict';
// Idea: a recursion 3,000 deep.
// Chain: down down down down start
const { die } = require('./truth.js');

function down(n) { return n === 0 ? die({ depth: 3000 }) : down(n - 1) + 1; }
function start() { return down(3000); }

start();
