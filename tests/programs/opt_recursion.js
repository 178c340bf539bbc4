'use strict';
// Idea: a hot recursive function, inlined into itself.
// Chain: down down down down down
const { die, tiers, warm } = require('./truth.js');

const extra = () => ({ tiers: tiers({ down }) });

function down(n, now) {
  if (n > 0) return down(n - 1, now) + 1;
  die(extra, now);
  return 0;
}

warm((n, now) => down(n % 8, now));
down(20, true);
