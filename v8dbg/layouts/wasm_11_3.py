"""V8 11.3: Node.js 20."""

AFTER = "wasm_10_8"

OFFSETS = {
    # src/wasm/wasm-code-manager.h, an object of C++
    "WasmCode": {
        "meta_data": 16, "instructions_size": 24, "reloc_info_size": 28, "source_positions_size": 32,
        "inlining_positions_size": 36, "protected_instructions_size": 40, "index": 44,
    },
}
CONSTANTS = {
    # src/wasm/wasm-code-manager.cc, WasmCode::GetInliningPosition: bytes of one, packed
    "WasmInliningPosition": {"size": 12},
}
