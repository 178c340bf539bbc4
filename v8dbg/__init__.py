"""v8dbg: JavaScript state of Node.js and V8, from live processes and core files."""

__version__ = "0.1.0"
