'use strict';
// Idea: private methods, private accessors and private static methods.
// Node: >=14.6
// Chain: #method #value #make run
const { die } = require('./truth.js');

class Vault {
  #secret = 42;
  #method(n) { die({ n }); }
  get #value() { return this.#method(this.#secret); }
  static #make() { return new Vault().#value; }
  static run() { return Vault.#make(); }
}

Vault.run();
