"""V8 8.1: Node.js 14.0."""

AFTER = "wasm_7_9"

CONSTANTS = {
    # src/execution/messages.cc, WasmStackFrame
    "WasmCallSite": {"line": 0},
}
