"""V8 7.7: Node.js 12.11 to 12.22."""

AFTER = "wasm_7_4"

CONSTANTS = {
    # src/execution/messages.cc, WasmStackFrame: the line is the function's index
    "WasmCallSite": {"first_column": 0},
}
