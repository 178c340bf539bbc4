'use strict';
// Idea: optimized code with a polymorphic call site, all of whose targets are inlined.
// Chain: area measure total
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ total }), wanted: { total: 'turbofan' } });

class Shape { measure(now) { return this.area(now); } }
class Square extends Shape { area(now) { die(extra, now); return 1; } }
class Circle extends Shape { area(now) { die(extra, now); return 2; } }
class Ring extends Circle { area(now) { return super.area(now) + 1; } }

const shapes = [new Square(), new Circle(), new Ring()];

function total(n, now) { return shapes[n % 3].measure(now); }

warm(total);
total(2, true);
