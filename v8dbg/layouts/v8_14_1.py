"""V8 14.1: Node.js 25."""

AFTER = "v8_13_6"
