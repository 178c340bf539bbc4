'use strict';
// Idea: calls at odd places: chains over lines, conditions, templates, arguments, commas.
// Chain: leaf inArgument inTemplate inCondition chained
const { die } = require('./truth.js');

function leaf() { die(); return 1; }

function inArgument() {
  return Math.max(
    1, 2,
    leaf(), 4);
}

function inTemplate(x) { return `one ${x} two ${
  inArgument()} three`; }

function inCondition(x) {
  return x ?
    0 :
    (x, inTemplate(x));
}

const fluent = {
  self() { return this; },
  chained() { return inCondition(0); },
};

fluent
  .self()
  .self()
  .chained();
