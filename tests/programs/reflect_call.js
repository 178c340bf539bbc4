'use strict';
// Idea: calls through call, apply, Reflect.apply and a spread argument.
// Chain: four three two one
const { die } = require('./truth.js');

function four(...rest) { die({ rest }); }
function three(a, b) { four(...[a, b], ...'xy'); }
function two(a) { Reflect.apply(three, null, [a, 'b']); }
function one(a) { return two.apply({ self: 'two' }, [a]); }

one.call({ self: 'one' }, 'a');
