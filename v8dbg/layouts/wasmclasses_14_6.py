"""WebAssembly's classes of heap objects, V8 14.6 (Node 26)."""

AFTER = "wasmclasses_14_1"

CLASSES = {
    # src/builtins/base.tq
    "WasmJSFunctionData": None,
    # src/wasm/wasm-objects.tq
    "AsmWasmData": "ExposedTrustedObject; managed_native_module TrustedForeign; uses_bitset u64",
    "WasmCapiFunctionData": "WasmFunctionData; embedder_data Foreign",
    "WasmContinuationObject": "HeapObject; stack_obj WasmStackObject",
    "WasmDispatchTableForImports": "TrustedObject",
    "WasmExportedFunctionData": (
        "WasmFunctionData; protected_instance_data WasmTrustedInstanceData|Smi; function_index Smi; "
        "wrapper_budget Cell; packed_args_size Smi; c_wrapper_code Code|Smi"
    ),
    "WasmImportData": (
        "TrustedObject; protected_importing_instance_data WasmTrustedInstanceData|Smi; "
        "protected_call_origin WasmInternalFunction|WasmDispatchTable; native_context NativeContext; "
        "callable JSReceiver|Undefined; wrapper_budget Cell; sig ptr; bit_field u32; _ u32"
    ),
    "WasmInternalFunction": (
        "ExposedTrustedObject; protected_implicit_arg WasmTrustedInstanceData|WasmImportData; "
        "external JSFunction|Undefined; function_index Smi; raw_call_target u32; _ u32; sig ptr"
    ),
    "WasmMemoryObject": (
        "JSObject; array_buffer JSArrayBuffer|Undefined; managed_backing_store Foreign; maximum_pages Smi; "
        "instances WeakArrayList; address_type u8; _ u8; _ u16; _ u32"
    ),
    "WasmResumeData": "HeapObject; trusted_suspender WasmSuspenderObject|Smi; on_resume Smi",
    "WasmStackObject": "HeapObject; stack ptr",
    "WasmSuspenderObject": (
        "ExposedTrustedObject; stack ptr; parent WasmSuspenderObject|Smi; promise JSPromise|Undefined; "
        "resume JSObject|Undefined; reject JSObject|Undefined"
    ),
    "WasmTagObject": "JSObject; tag HeapObject; canonical_type_index Smi; trusted_data WasmTrustedInstanceData|Smi",
}
