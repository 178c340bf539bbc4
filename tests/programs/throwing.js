'use strict';
// Idea: exceptions without end, which functions named handles... catch: their own, a callee's, from far below, from C++.
// Live: yes
const { note } = require('./truth.js');

function handlesItsOwn() { try { throw 1; } catch (_) { return 1; } }

function throws() { throw 2; }
function handlesCallee() { try { throws(); } catch (_) { return 1; } return 0; }

function deeper(n) { return n ? deeper(n - 1) + 1 : throws(); }
function handlesFarBelow() { try { deeper(3); } catch (_) { return 1; } return 0; }

// reviver throws into C++, which throws again
function handlesNative() { try { JSON.parse('[1]', throws); } catch (_) { return 1; } return 0; }

// the builtins Promise and forEach: the one has a handler, the other none
const ignore = () => {};
function handlesBuiltin() { new Promise(throws).catch(ignore); try { [1].forEach(throws); } catch (_) { return 1; } return 0; }

function turn() {
  for (let i = 0; i < 5; i++) { handlesItsOwn(); handlesCallee(); handlesFarBelow(); handlesNative(); handlesBuiltin(); }
  setImmediate(turn);
}

for (let i = 0; i < 10; i++) handlesNative();
note({});
setImmediate(turn);
require('fs').writeSync(1, 'ready\n');
