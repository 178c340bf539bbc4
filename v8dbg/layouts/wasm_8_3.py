"""V8 8.3: Node.js 14.5 and later."""

AFTER = "wasm_8_1"

OFFSETS = {
    # src/wasm/wasm-code-manager.h, an object of C++
    "WasmCode": {
        "native_module": 0, "instructions": 8, "meta_data": 24, "instructions_size": 32, "reloc_info_size": 36,
        "protected_instructions_size": 44, "index": 48, "source_positions": None,
    },
}
CONSTANTS = {
    # src/execution/messages.cc, WasmStackFrame; src/wasm/module-decoder.cc, DecodeFunctionNames
    "WasmCallSite": {"has_script": 1, "export_names": 1},
}
