'use strict';
// Idea: methods of object literals: shorthand, property, arrow, on a prototype, on a null prototype.
// Chain: bare inherited arrow property shorthand
const { die } = require('./truth.js');

const bare = Object.assign(Object.create(null), { bare() { die(); } });
const base = { inherited() { bare.bare(); } };
const object = {
  __proto__: base,
  shorthand() { this.property(); },
  property: function () { this.arrow(); },
  arrow: () => object.inherited(),
};

object.shorthand();
