'use strict';
// Idea: functions whose name property was redefined, deleted, or is a method.
// Chain: renamed name run number accessor
const { die } = require('./truth.js');

function original() { die(); }
Object.defineProperty(original, 'name', { value: 'renamed' });

function unnamed() { original(); }
delete unnamed.name;

class Named { static name() { unnamed(); } static run() { Named.name(); } }

function number() { Named.run(); }
Object.defineProperty(number, 'name', { value: 42 });

function accessor() { number(); }
Object.defineProperty(accessor, 'name', { get() { return 'computed'; } });

accessor();
