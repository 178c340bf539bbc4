'use strict';
// Idea: every tier on one stack: interpreted, baseline, Maglev, TurboFan, interpreted.
// Flags: --allow-natives-syntax --maglev
// Node: >=22 <22.9 | >=23
// Chain: interpreted turbofan maglev baseline start
const { die, tiers } = require('./truth.js');

function extra() {
  const wanted = { interpreted: 'interpreted', turbofan: 'turbofan', maglev: 'maglev', baseline: 'baseline', start: 'interpreted' };
  return { wanted, tiers: tiers({ interpreted, turbofan, maglev, baseline, start }) };
}

// A Proxy between the tiers: nothing is inlined across it.
const hop = (f) => new Proxy(f, {});

function interpreted(a, now) { die(extra, now); return a; }
const toInterpreted = hop(interpreted);
function turbofan(a, now) { return toInterpreted(a + 1, now) + 1; }
const toTurbofan = hop(turbofan);
function maglev(a, now) { return toTurbofan(a + 1, now) + 1; }
const toMaglev = hop(maglev);
function baseline(a, now) { return toMaglev(a + 1, now) + 1; }
function start(a, now) { return baseline(a, now); }

%NeverOptimizeFunction(interpreted);
%NeverOptimizeFunction(start);
for (const f of [turbofan, maglev, baseline]) %PrepareFunctionForOptimization(f);
for (let i = 0; i < 20; i++) start(i, false);
%OptimizeFunctionOnNextCall(turbofan);
turbofan(1, false);
%OptimizeMaglevOnNextCall(maglev);
maglev(1, false);
%CompileBaseline(baseline);
start(1, true);
