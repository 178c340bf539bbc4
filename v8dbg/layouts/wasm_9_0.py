"""V8 9.0: Node.js 16.0."""

AFTER = "wasm_8_3"

CONSTANTS = {
    # src/objects/stack-frame-info.cc
    "WasmCallSite": {"line": 1, "first_column": 1},
}
