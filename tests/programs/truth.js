'use strict';
// What V8 itself says about the stack, written to $V8DBG_TRUTH just before the process dies.
const fs = require('fs');
const v8 = require('v8');

const QUESTIONS = {
  function: 'getFunctionName', script: 'getScriptNameOrSourceURL', file: 'getFileName',
  line: 'getLineNumber', column: 'getColumnNumber', construct: 'isConstructor', async: 'isAsync',
  eval: 'isEval', evalOrigin: 'getEvalOrigin', type: 'getTypeName', method: 'getMethodName',
  toplevel: 'isToplevel', native: 'isNative', promiseAll: 'isPromiseAll', promiseIndex: 'getPromiseIndex',
};

function describe(site) {
  const answers = {};
  for (const [key, method] of Object.entries(QUESTIONS)) {
    let answer = null;
    try { answer = site[method](); } catch (_) { /* an older V8 has no such question */ }
    answers[key] = answer === undefined ? null : answer;
  }
  return answers;
}

// V8 hands out no call sites while it is inside Error.prepareStackTrace: only text is left then.
function parse(text) {
  return text.split('\n').slice(1).map((row) => {
    const [, async, name, file, line, column] = /at (async )?(?:(.+?) \()?([^()]+):(\d+):(\d+)\)?$/.exec(row);
    return { function: name ? name.replace(/^.*\./, '') : null, script: file, file, line: +line, column: +column, async: Boolean(async) };
  });
}

// The call sites below the function `below`, innermost first.
function sites(below = sites) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.prepareStackTrace = (_, list) => list.map(describe);
  Error.stackTraceLimit = Infinity;
  const holder = {};
  Error.captureStackTrace(holder, below);
  const found = holder.stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return typeof found === 'string' ? parse(found) : found;
}

function lwp() {
  return Number(fs.readlinkSync('/proc/thread-self').split('/').pop());
}

// `moving`: how many of the innermost sites will have gone on to another position by the time of death.
function write(found, moving, extra) {
  const document = {
    node: process.version, v8: process.versions.v8, pid: process.pid, lwp: lwp(), moving, sites: found,
    extra: typeof extra === 'function' ? extra() : extra || {},
  };
  fs.writeFileSync(process.env.V8DBG_TRUTH || '/dev/stdout', JSON.stringify(document, null, 1));
}

// Nothing happens where `now` is false: that is how callers become hot before the call that counts.
function die(extra, now) {
  if (now === false) return 0;
  write(sites(die), 0, extra);
  process.abort();
}

function segv(extra) {
  write(sites(segv), 0, extra);
  process.kill(process.pid, 'SIGSEGV');
}

// For a death that comes later and from elsewhere.
function note(extra) {
  write(sites(note), 1, extra);
}

// note(), then the death by `signal` after a while, whatever the caller is doing by then.
function dieSoon(extra, seconds = 0.7, signal = 'ABRT', below = dieSoon) {
  write(sites(below), 1, extra);
  require('child_process').spawn('sh', ['-c', `sleep ${seconds}; kill -${signal} ${process.pid}`], { stdio: 'ignore' });
}

let ask = null;

// The bits of %GetOptimizationStatus(f), numbered as before Maglev's was put in. It moved the others by one, and they
// moved back later: where the bit of "executing" is set for this very frame tells.
function status(f) {
  if (!ask) {
    v8.setFlagsFromString('--allow-natives-syntax');
    ask = new Function('f', 'return %GetOptimizationStatus(f)');
  }
  const shift = ask(status) & 1 << 11 ? 1 : 0;
  const bits = ask(f);
  return (n) => Boolean(bits & 1 << n + shift);
}

// Which tier the topmost physical frame of each function runs in; a function without one of its own is inlined.
function tiers(functions) {
  const found = {};
  for (const [name, f] of Object.entries(functions)) {
    const bit = status(f);
    found[name] = !bit(10) ? 'inlined' : bit(11) ? 'turbofan' : bit(18) ? 'maglev' : bit(16) ? 'baseline' : 'interpreted';
  }
  return found;
}

// Makes f(number, false) hot by nothing but calling it, until it, or each of `all`, has code of the tier (or 5 seconds are over).
function warm(f, tier = 'turbofan', all = [f]) {
  const end = Date.now() + 5000;
  const apart = new Proxy(f, {}); // or f would be inlined into this loop and never get code of its own
  do {
    for (let i = 0; i < 20000; i++) apart(i, false);
  } while (!all.every((g) => status(g)(tier === 'turbofan' ? 5 : 4)) && Date.now() < end);
}

// V8 inlines no function across a Proxy, so the call to die stays a call in the optimized code of its callers.
module.exports = { die: new Proxy(die, {}), segv, note, dieSoon, sites, lwp, tiers, warm };
