// Idea: top-level await in a module, an async function below it.
// Node: >=14.8
// Chain: work
import truth from './truth.js';

async function work() {
  await null;
  truth.die();
}

await work();
