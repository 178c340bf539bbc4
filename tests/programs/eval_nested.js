'use strict';
// Idea: eval inside eval inside a function made by eval.
// Chain: made outer
const { die } = require('./truth.js');

function outer() {
  const made = eval('(function made() { eval("eval(\'die()\')"); })');
  made();
}

outer();
