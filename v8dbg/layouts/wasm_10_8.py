"""V8 10.8: Node.js 19.2 and later."""

AFTER = "wasm_9_2"

OFFSETS = {
    # src/wasm/wasm-objects.tq
    "WasmModuleObject": {"script": 32},
}
