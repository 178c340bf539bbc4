"""V8 10.8: Node.js 19.2 to 19.8."""

AFTER = "v8_10_7"

OFFSETS = {
    # src/wasm/wasm-objects.tq
    "WasmModuleObject": {"script": 32, "header_size": 40, "export_wrappers": None},
}
