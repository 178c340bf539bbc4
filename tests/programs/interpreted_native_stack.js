'use strict';
// Idea: each interpreted function has a copy of the interpreter's entry for itself, as perf wants it.
// Flags: --interpreted-frames-native-stack --perf-basic-prof
// Chain: inner fromNative outer
const fs = require('fs');
const { die } = require('./truth.js');

fs.unlinkSync(`/tmp/perf-${process.pid}.map`); // what perf would read is written there

function inner(a, b) {
  die();
  return a + b;
}

function fromNative(each) {
  return inner(each, 'b');
}

function outer(list) {
  return list.map(fromNative);
}

outer([1, 2]);
