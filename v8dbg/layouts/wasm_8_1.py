"""V8 8.1: Node.js 14.0."""

AFTER = "wasm_7_9"

OFFSETS = {
    # src/wasm/wasm-objects.h
    "WasmModuleObject": {"asm_js_offset_table": None},
}

CONSTANTS = {
    # src/execution/messages.cc, WasmStackFrame
    "WasmCallSite": {"line": 0},
}
