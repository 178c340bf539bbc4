"""V8 9.2: Node.js 16.6 and later."""

AFTER = "wasm_9_0"

CONSTANTS = {
    # src/wasm/module-decoder.cc, DecodeFunctionNames
    "WasmCallSite": {"export_names": None},
}
