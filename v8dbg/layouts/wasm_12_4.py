"""V8 12.4: Node.js 22."""

AFTER = "wasm_11_3"

CONSTANTS = {
    # src/wasm/wasm-code-manager.cc, WasmCode::GetInliningPosition
    "WasmInliningPosition": {"size": 13, "tail_call": 4},
}
