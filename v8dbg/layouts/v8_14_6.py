"""V8 14.6: Node.js 26."""

AFTER = "v8_14_1"
