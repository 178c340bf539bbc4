'use strict';
// Idea: a module loaded by dynamic import dies while it is evaluated.
// Node: >=12.17
// Chain: evaluate
async function load() {
  await import('./modules/dying.mjs');
}

load();
