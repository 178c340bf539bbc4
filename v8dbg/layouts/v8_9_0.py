"""V8 9.0: Node.js 16.0."""

AFTER = "v8_8_6"
