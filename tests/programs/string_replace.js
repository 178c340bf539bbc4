'use strict';
// Idea: replacement callbacks of String.prototype.replace, by string and by regular expression.
// Chain: byRegexp byString
const { die } = require('./truth.js');

function byRegexp(match, group, offset) { if (offset > 0) die({ match, group, offset }); return ''; }
function byString(match) { return 'x1 x2'.replace(/x(\d)/g, byRegexp) + match; }

'hello'.replace('l', byString);
