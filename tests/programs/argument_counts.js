// Idea: more and fewer arguments than declared, rest parameters, `arguments`, in sloppy mode.
// Chain: rest mapped fewer more
const { die } = require('./truth.js');

function rest(a, ...others) { die({ a, others }); }
function mapped(a, b) { arguments[0] = 'changed'; rest(a, b, arguments.length); }
function fewer(a, b, c) { mapped(a, b, c, 'extra'); }
function more(a) { fewer(a); }

more(1, 2, 3, 4, 5, 6);
