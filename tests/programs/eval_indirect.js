// Idea: indirect eval: global scope, sloppy mode.
// Chain: inGlobal eval host
globalThis.die = require('./truth.js').die;

function host() {
  const indirect = eval;
  return indirect('function inGlobal() { die(); }\n  inGlobal();');
}

host();
