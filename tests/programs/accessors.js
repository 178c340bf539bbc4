'use strict';
// Idea: getters and setters of literals, classes and defineProperty.
// Chain: level total size
const { die } = require('./truth.js');

const literal = { set level(n) { die({ n }); } };

class Basket {
  get total() { literal.level = 3; return 3; }
  static set size(n) { new Basket().total; }
}

const defined = Object.defineProperty({}, 'defined', { get() { Basket.size = 2; return 2; } });

defined.defined;
