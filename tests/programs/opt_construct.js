'use strict';
// Idea: constructors inlined into optimized code, a derived class's among them.
// Chain: Base Derived Old build
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ build }), wanted: { build: 'turbofan' } });

class Base { constructor(x, now) { this.x = x; die(extra, now); } }
class Derived extends Base { constructor(x, now) { super(x + 1, now); this.y = x; } }

function Old(x, now) { this.inner = new Derived(x, now); }
function build(x, now) { return new Old(x, now).inner; }

warm(build);
build(1, true);
