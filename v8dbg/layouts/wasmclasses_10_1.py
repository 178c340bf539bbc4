"""WebAssembly's classes of heap objects, V8 10.1 (Node 18)."""

AFTER = "wasmclasses_9_4"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmApiFunctionRef": (
        "HeapObject; isolate_root ptr; native_context NativeContext; callable JSReceiver|Undefined; "
        "suspender WasmSuspenderObject|Undefined"
    ),
    "WasmCapiFunctionData": "WasmFunctionData; embedder_data Foreign; serialized_signature ByteArray",
    "WasmExportedFunctionData": (
        "WasmFunctionData; instance WasmInstanceObject; function_index Smi; signature Foreign; "
        "wrapper_budget Smi; c_wrapper_code Code|Smi; packed_args_size Smi; "
        "suspender WasmSuspenderObject|Undefined"
    ),
    "WasmFunctionData": "HeapObject; internal WasmInternalFunction|Smi; wrapper_code Code|Smi",
    "WasmInternalFunction": (
        "Foreign; ref WasmInstanceObject|WasmApiFunctionRef; external JSFunction|Undefined; code Code|Smi"
    ),
}
