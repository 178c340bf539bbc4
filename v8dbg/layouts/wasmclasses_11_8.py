"""WebAssembly's classes of heap objects, V8 11.8 (Node 21)."""

AFTER = "wasmclasses_10_8"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmIndirectFunctionTable": "Struct; sig_ids ByteArray; targets HeapObject; refs FixedArray; size u32; _ u32",
}
