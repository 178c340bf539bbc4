'use strict';
// Idea: V8 counts every object that it allocates: the area for new ones ends at its top.
// Tells: values
// Flags: --track-heap-objects
const { die } = require('./truth.js');

let last = null;
for (let i = 0; i < 400000; i++) last = { i }; // the new space has had others before
die({ last });
