'use strict';
// Idea: bound functions, bound twice, as a callback, and constructed.
// Chain: target Maker viaCallback
const { die } = require('./truth.js');

function target(a, b, c) { die({ self: this.self, a, b, c }); }
const twice = target.bind({ self: 1 }, 'a').bind({ self: 2 }, 'b');

function Maker(n) { twice(n); }
const BoundMaker = Maker.bind(null, 7);

function viaCallback() { new BoundMaker(); }

[0].forEach(viaCallback.bind({}));
