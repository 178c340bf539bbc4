'use strict';
// Idea: the executor of a Promise, and a thenable's then called by the promise job.
// Chain: executor then
const { die } = require('./truth.js');

const thenable = {
  then(resolve) {
    new Promise(function executor() { die(); });
    resolve(1);
  },
};

Promise.resolve(thenable);
