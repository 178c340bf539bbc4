'use strict';
exports.here = true;
