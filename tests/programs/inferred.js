'use strict';
// Idea: functions without a name, and those that take one from where they are put.
// Chain: byDefault byProperty byVariable
const { die } = require('./truth.js');

const a = { b: { c: {} } };
a.b.c.d = function () { die(); };

function host(byDefault = () => a.b.c.d()) { byDefault(); }

const object = { byProperty: () => host() };
const byVariable = function () { object.byProperty(); };
const list = [function () { byVariable(); }];

(() => { (function () { list[0](); })(); })();
