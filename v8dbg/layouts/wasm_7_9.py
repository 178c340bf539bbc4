"""V8 7.9: Node.js 13.2 to 13.14."""

AFTER = "wasm_7_7"

OFFSETS = {
    # src/wasm/wasm-objects.h
    "WasmModuleObject": {"asm_js_offset_table": 48},
}
