'use strict';
// Idea: dying in a finally block inside a catch block, the scopes of both on the stack.
// Chain: leaf guarded
const { die } = require('./truth.js');

function leaf(error) { die({ message: error.message }); }

function guarded() {
  try {
    null.property;
  } catch (error) {
    const copy = error;
    try { throw new Error(`again: ${copy.name}`); } catch ({ message }) {
      try { return message; } finally { leaf(new Error(message)); }
    }
  }
}

guarded();
