'use strict';
// Flags: --max-old-space-size=1200
require('./fill.js')(600);
