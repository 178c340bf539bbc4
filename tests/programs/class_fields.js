'use strict';
// Idea: initialisers of class fields, private and static ones.
// Chain: compute <instance_members_initializer> Fields
const { die } = require('./truth.js');

function compute(n) { die({ n }); }

class Fields {
  plain = 1;
  #hidden = compute(this.plain + 1);
  get hidden() { return this.#hidden; }
}

class Statics { static made = new Fields(); }

module.exports = Statics;
