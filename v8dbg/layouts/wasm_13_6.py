"""V8 13.6: Node.js 24."""

AFTER = "wasm_12_9"

OFFSETS = {
    # src/wasm/wasm-code-manager.h, an object of C++
    "WasmCode": {
        "meta_data": 24, "instructions_size": 32, "reloc_info_size": 36, "source_positions_size": 40,
        "inlining_positions_size": 44, "protected_instructions_size": 52, "index": 56,
    },
}
