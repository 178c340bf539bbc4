'use strict';
// Idea: JSON.parse calling a reviver.
// Chain: reviver load
const { die } = require('./truth.js');

function load(text) {
  return JSON.parse(text, function reviver(key, value) {
    if (key === 'deep') die({ value });
    return value;
  });
}

load('{"list": [1, {"deep": true}]}');
