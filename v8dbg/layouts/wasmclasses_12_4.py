"""WebAssembly's classes of heap objects, V8 12.4 (Node 22)."""

AFTER = "wasmclasses_11_8"

CLASSES = {
    # src/builtins/base.tq
    "WasmIndirectFunctionTable": None,
    # src/wasm/wasm-objects.tq
    "WasmApiFunctionRef": (
        "ExposedTrustedObject; native_context NativeContext; callable JSReceiver|Undefined; "
        "instance WasmInstanceObject|Undefined; suspend Smi; wrapper_budget Smi; "
        "call_origin Smi|WasmFuncRef|Tuple2; sig ByteArray"
    ),
    "WasmDispatchTable": "TrustedObject",
    "WasmExportedFunctionData": (
        "WasmFunctionData; instance WasmInstanceObject; function_index Smi; wrapper_budget Smi; "
        "packed_args_size Smi; canonical_type_index Smi; c_wrapper_code Code|Smi; sig ptr"
    ),
    "WasmFastApiCallData": "HeapObject; signature HeapObject; cached_map ~Map|Null",
    "WasmFuncRef": "HeapObject; internal WasmInternalFunction|Smi",
    "WasmFunctionData": "HeapObject; wrapper_code Code|Smi; internal WasmInternalFunction|Smi; js_promise_flags Smi",
    "WasmInstanceObject": (
        "JSObject; trusted_data WasmTrustedInstanceData|Smi; module_object WasmModuleObject; "
        "exports_object JSObject"
    ),
    "WasmInternalFunction": (
        "HeapObject; indirect_ref WasmTrustedInstanceData|WasmApiFunctionRef; external JSFunction|Undefined; "
        "function_index Smi; func_ref WasmFuncRef|Undefined; code Code|Smi; call_target ptr"
    ),
    "WasmJSFunctionData": "WasmFunctionData; serialized_signature ByteArray",
    "WasmMemoryObject": (
        "JSObject; array_buffer JSArrayBuffer; maximum_pages Smi; is_memory64 Smi; instances WeakArrayList"
    ),
    "WasmSuspenderObject": (
        "JSObject; continuation WasmContinuationObject|Undefined; parent WasmSuspenderObject|Undefined; "
        "promise JSPromise; resume JSObject|Undefined; reject JSObject|Undefined; state Smi; has_js_frames Smi"
    ),
    "WasmTableObject": (
        "JSObject; instance WasmInstanceObject|Undefined; entries FixedArray; current_length Smi; "
        "maximum_length Smi|HeapNumber|Undefined; uses FixedArray; raw_type Smi"
    ),
    "WasmTagObject": "JSObject; serialized_signature ByteArray; tag HeapObject; rest[] Object",
    "WasmTrustedInstanceData": (
        "ExposedTrustedObject; imported_function_refs Object; dispatch_table0 Object; "
        "imported_mutable_globals Object; imported_function_targets Object; memory0_start ptr; "
        "memory0_size word; isorecursive_canonical_types ptr; globals_start ptr; jump_table_start ptr; "
        "new_allocation_limit_address ptr; new_allocation_top_address ptr; old_allocation_limit_address ptr; "
        "old_allocation_top_address ptr; hook_on_function_call_address ptr; tiering_budget_array ptr; "
        "memory_bases_and_sizes Object; data_segment_starts Object; data_segment_sizes Object; "
        "element_segments Object; instance_object Object; native_context Object; memory_objects Object; "
        "untagged_globals_buffer Object; tagged_globals_buffer Object; imported_mutable_globals_buffers Object; "
        "tables Object; dispatch_tables Object; tags_table Object; func_refs Object; managed_object_maps Object; "
        "feedback_vectors Object; well_known_imports Object; break_on_entry u8; _ u8; _ u8; _ u8; _ u8; _ u8; "
        "_ u8; _ u8"
    ),
    "WasmTypeInfo": (
        "HeapObject; native_type ptr; type_index u32; _ u32; instance WasmInstanceObject|Undefined; "
        "supertypes_length Smi; supertypes[] Object"
    ),
}
