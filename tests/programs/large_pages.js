'use strict';
// Idea: the program's code has been copied to large pages, where the kernel has any.
// Tells: values
// Flags: --use-largepages=silent
// Node: >=12.22
const { die } = require('./truth.js');

die();
