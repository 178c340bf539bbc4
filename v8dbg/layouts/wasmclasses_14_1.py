"""WebAssembly's classes of heap objects, V8 14.1 (Node 25)."""

AFTER = "wasmclasses_13_6"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmTrustedInstanceData": "ExposedTrustedObject; rest[] word",
}
