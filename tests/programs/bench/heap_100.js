'use strict';
// Flags: --max-old-space-size=200
require('./fill.js')(100);
