'use strict';
// Idea: modules that run, one importing from the other, made by vm: so on every release.
// Tells: values
// Flags: --experimental-vm-modules --no-warnings
const vm = require('vm');
const { die } = require('./truth.js');

globalThis.end = () => die(() => ({}));

async function run() {
  const lent = new vm.SourceTextModule('export let counter = 3; export default "bee"; export function count() { counter++; }');
  const module = new vm.SourceTextModule(`
    import name, { counter, count } from 'lent';
    import * as all from 'lent';
    export const held = { name };
    function inside(names) { count(); end(); return [name, counter, held, names]; }
    inside(all);`);
  await module.link(() => lent);
  if (module.instantiate && parseInt(process.versions.node) < 14) module.instantiate();
  await module.evaluate();
}

run().catch((error) => { console.error(error); process.exit(1); });
