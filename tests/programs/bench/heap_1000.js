'use strict';
// Flags: --max-old-space-size=2000
require('./fill.js')(1000);
