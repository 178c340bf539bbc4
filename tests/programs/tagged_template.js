'use strict';
// Idea: tags of templates, and a substitution's toString.
// Chain: toString tag
const { die } = require('./truth.js');

const value = { toString() { die(); return ''; } };

function tag(strings, ...values) { return `${strings[0]}${values[0]}`; }

tag`first ${value} last`;
