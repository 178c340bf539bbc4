'use strict';
// Flags: --max-old-space-size=4000
require('./fill.js')(2000);
