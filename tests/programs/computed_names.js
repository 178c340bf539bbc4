'use strict';
// Idea: names computed at run time: a number, an empty string, one that is no identifier.
// Chain: 42 prefix_4 not-an-identifier
const { die } = require('./truth.js');

const prefix = 'prefix_';
const object = {
  42() { die(); },
  [prefix + (2 + 2)]() { this[42](); },
  ''() { this.prefix_4(); },
  'not-an-identifier'() { this[''](); },
};

object['not-an-identifier']();
