"""WebAssembly's classes of heap objects, V8 9.2 (Node 16.6 to 17.9)."""

AFTER = "wasmclasses_9_0"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmExportedFunctionData": (
        "WasmFunctionData; instance WasmInstanceObject; function_index Smi; signature Foreign; wrapper_budget Smi; "
        "c_wrapper_code Code|Smi; packed_args_size Smi"
    ),
    "WasmFunctionData": "Foreign; ref JSReceiver; wrapper_code Code|Smi",
    "WasmJSFunctionData": (
        "WasmFunctionData; serialized_return_count Smi; serialized_parameter_count Smi; "
        "serialized_signature ByteArray"
    ),
}
