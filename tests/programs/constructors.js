'use strict';
// Idea: constructors: function, class, derived, default derived, Reflect.construct.
// Chain: Base Derived Old build
const { die } = require('./truth.js');

class Base { constructor(x) { this.x = x; die({ x }); } }
class Middle extends Base {}
class Derived extends Middle { constructor(x) { super(x + 1); this.y = 2; } }

function Old(x) { this.inner = new Derived(x); }

function build() { return Reflect.construct(Old, [1], Object); }

build();
