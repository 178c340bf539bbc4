'use strict';
// Idea: callbacks of the file system: asynchronous ones reached from the event loop.
// Chain: stated
const fs = require('fs');
const { die } = require('./truth.js');

fs.open(__filename, 'r', function opened(error, fd) {
  if (error) throw error;
  fs.fstat(fd, function stated(failure, stats) { die({ size: stats.size }); });
});
