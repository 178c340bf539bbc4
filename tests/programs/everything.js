// Idea: a value of every kind on globalThis.held; the program writes what JSON should say of each, and aborts.
// Tells: values
// Flags: --expose-internals --no-deprecation
'use strict';

const fs = require('fs');
const vm = require('vm');
const { tell, isPlain, facts } = require('./everything/tell.js');

const held = globalThis.held = {};
const truth = { node: process.version, values: [], skipped: [] };
const waiting = [];

// Holds a value; `known` is what reflection cannot tell of it.
function hold(label, value, known) {
  const key = `v${waiting.length}`;
  if (known) facts.set(value, known);
  held[key] = value;
  waiting.push([key, label]);
  return value;
}

// The same for source text: a Node.js without the syntax or the function skips it, and says so.
function make(source, label = source) {
  let value;
  try {
    value = vm.runInThisContext(`'use strict'; (${source})`, { filename: 'held.js' });
  } catch (error) {
    if (!/^(SyntaxError|ReferenceError|TypeError|RangeError)$/.test(error.name)) throw error;
    truth.skipped.push(`${source}: ${error.message}`);
    return undefined;
  }
  return hold(label, value);
}

const tools = { hold, make, facts, skipped: truth.skipped };
require('./everything/storage.js')(tools);
require('./everything/arrays.js')(tools);
require('./everything/strings.js')(tools);
require('./everything/containers.js')(tools);
require('./everything/buffers.js')(tools);
require('./everything/functions.js')(tools);
require('./everything/errors.js')(tools);
require('./everything/exotic.js')(tools);

require('./everything/async.js')(tools).then(() => {
  for (const [key, label] of waiting) {
    const value = held[key];
    truth.values.push({ key, label, plain: isPlain(value) ? JSON.stringify(value) : undefined, told: tell(value) });
  }
  fs.writeFileSync(process.env.V8DBG_TRUTH, JSON.stringify(truth));
  process.abort();
}).catch((error) => { console.error(error); process.exit(1); });
