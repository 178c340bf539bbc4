"""V8 8.6: Node.js 15."""

AFTER = "v8_8_4"
