"""V8 12.9: Node.js 23."""

AFTER = "wasm_12_4"

OFFSETS = {
    # src/wasm/wasm-code-manager.h, an object of C++
    "WasmCode": {"protected_instructions_size": 44, "index": 48},
}
