"""V8 9.4: Node.js 16.20."""

AFTER = "wasm_9_0"

CONSTANTS = {
    # src/wasm/module-decoder.cc, DecodeFunctionNames
    "WasmCallSite": {"export_names": None},
}
