// Idea: sloppy mode: a with block, `this` as the global object and as a boxed primitive.
// Chain: leaf host
const { die } = require('./truth.js');

function leaf() { die({ type: typeof this }); }
function global() { return leaf.call(5); }

function host(object) {
  with (object) {
    return method();
  }
}

host({ method: global });
