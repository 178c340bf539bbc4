"""WebAssembly's classes of heap objects, V8 12.9 (Node 23)."""

AFTER = "wasmclasses_12_4"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmApiFunctionRef": None,
    "WasmCapiFunctionData": "WasmFunctionData; canonical_sig_index Smi; embedder_data Foreign; sig ptr",
    "WasmContinuationObject": "HeapObject; parent WasmContinuationObject|Undefined; stack ptr",
    "WasmDispatchTable": "ExposedTrustedObject",
    "WasmExportedFunctionData": (
        "WasmFunctionData; protected_instance_data WasmTrustedInstanceData|Smi; function_index Smi; "
        "wrapper_budget Cell; canonical_type_index Smi; packed_args_size Smi; c_wrapper_code Code|Smi; sig ptr"
    ),
    "WasmFastApiCallData": "HeapObject; signature HeapObject; callback_data Object; cached_map ~Map|Null",
    "WasmFuncRef": "HeapObject; trusted_internal WasmInternalFunction|Smi",
    "WasmFunctionData": (
        "ExposedTrustedObject; wrapper_code Code|Smi; func_ref WasmFuncRef; js_promise_flags Smi; "
        "protected_internal WasmInternalFunction|Smi"
    ),
    "WasmGlobalObject": (
        "JSObject; trusted_data WasmTrustedInstanceData|Smi; untagged_buffer JSArrayBuffer|Undefined; "
        "tagged_buffer FixedArray|Undefined; offset Smi; raw_type Smi; is_mutable Smi"
    ),
    "WasmImportData": (
        "TrustedObject; protected_instance_data WasmTrustedInstanceData|Smi; "
        "protected_call_origin WasmInternalFunction|WasmDispatchTable; native_context NativeContext; "
        "callable JSReceiver|Undefined; wrapper_budget Smi; sig ptr; bit_field u32; _ u32"
    ),
    "WasmInternalFunction": (
        "ExposedTrustedObject; protected_implicit_arg WasmTrustedInstanceData|WasmImportData; "
        "external JSFunction|Undefined; function_index Smi; raw_call_target u32"
    ),
    "WasmJSFunctionData": "WasmFunctionData; canonical_sig_index Smi; protected_offheap_data TrustedForeign",
    "WasmMemoryMapDescriptor": "JSObject; memory ~WasmMemoryObject; file_descriptor i32; offset u32; size u32; _ u32",
    "WasmSuspenderObject": (
        "HeapObject; continuation WasmContinuationObject|Undefined; parent WasmSuspenderObject|Undefined; "
        "promise JSPromise; resume JSObject|Undefined; reject JSObject|Undefined"
    ),
    "WasmSuspendingObject": "JSObject; callable JSReceiver",
    "WasmTableObject": (
        "JSObject; entries FixedArray; current_length Smi; maximum_length Smi|HeapNumber|BigIntBase|Undefined; "
        "uses FixedArray; raw_type Smi; address_type u8; _ u8; _ u16; _ u32; trusted_data WasmTrustedInstanceData|Smi"
    ),
    "WasmTagObject": (
        "JSObject; serialized_signature ByteArray; tag HeapObject; canonical_type_index Smi; "
        "trusted_data WasmTrustedInstanceData|Smi"
    ),
    "WasmTrustedInstanceData": (
        "ExposedTrustedObject; protected_dispatch_table0 Object; protected_dispatch_table_for_imports Object; "
        "imported_mutable_globals Object; memory0_start ptr; memory0_size word; globals_start ptr; "
        "jump_table_start ptr; new_allocation_limit_address ptr; new_allocation_top_address ptr; "
        "old_allocation_limit_address ptr; old_allocation_top_address ptr; hook_on_function_call_address ptr; "
        "tiering_budget_array ptr; stress_deopt_counter ptr; protected_memory_bases_and_sizes Object; "
        "data_segment_starts Object; data_segment_sizes Object; element_segments Object; instance_object Object; "
        "native_context Object; protected_shared_part Object; memory_objects Object; "
        "untagged_globals_buffer Object; tagged_globals_buffer Object; imported_mutable_globals_buffers Object; "
        "tables Object; protected_dispatch_tables Object; tags_table Object; func_refs Object; "
        "managed_object_maps Object; feedback_vectors Object; well_known_imports Object; "
        "protected_managed_native_module Object; break_on_entry u8; _ u8; _ u8; _ u8; _ u8; _ u8; _ u8; _ u8"
    ),
    "WasmTypeInfo": (
        "HeapObject; native_type ptr; type_index u32; _ u32; trusted_data WasmTrustedInstanceData|Smi; "
        "supertypes_length Smi; supertypes[] Object"
    ),
}
