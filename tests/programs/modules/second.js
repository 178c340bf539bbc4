'use strict';
function load() {
  return require('../truth.js').die();
}

module.exports = load();
