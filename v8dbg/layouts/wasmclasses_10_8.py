"""WebAssembly's classes of heap objects, V8 10.8 (Node 19)."""

AFTER = "wasmclasses_10_1"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "AsmWasmData": "Struct; managed_native_module Foreign; uses_bitset HeapNumber",
    "WasmApiFunctionRef": (
        "HeapObject; native_context NativeContext; callable JSReceiver|Undefined; "
        "instance WasmInstanceObject|Undefined; suspend Smi"
    ),
    "WasmContinuationObject": "HeapObject; stack Foreign; parent WasmContinuationObject|Undefined; jmpbuf ptr",
    "WasmExceptionPackage": "JSObject",
    "WasmExportedFunctionData": (
        "WasmFunctionData; instance WasmInstanceObject; function_index Smi; wrapper_budget Smi; "
        "c_wrapper_code Code|Smi; packed_args_size Smi; canonical_type_index Smi; sig ptr"
    ),
    "WasmFunctionData": "HeapObject; internal WasmInternalFunction|Smi; wrapper_code Code|Smi; js_promise_flags Smi",
    "WasmInstanceObject": (
        "JSObject; imported_function_refs Object; indirect_function_table_refs Object; "
        "imported_mutable_globals Object; imported_function_targets Object; indirect_function_table_size u32; "
        "_ u32; memory_start ptr; memory_size word; stack_limit_address ptr; isorecursive_canonical_types ptr; "
        "indirect_function_table_targets ptr; indirect_function_table_sig_ids ptr; globals_start ptr; "
        "jump_table_start ptr; new_allocation_limit_address ptr; new_allocation_top_address ptr; "
        "old_allocation_limit_address ptr; old_allocation_top_address ptr; real_stack_limit_address ptr; "
        "hook_on_function_call_address ptr; tiering_budget_array ptr; data_segment_starts Object; "
        "data_segment_sizes Object; element_segments Object; module_object Object; exports_object Object; "
        "native_context Object; memory_object Object; untagged_globals_buffer Object; "
        "tagged_globals_buffer Object; imported_mutable_globals_buffers Object; tables Object; "
        "indirect_function_tables Object; tags_table Object; wasm_internal_functions Object; "
        "managed_object_maps Object; feedback_vectors Object; break_on_entry u8; _ u8; _ u8; _ u8; _ u8; _ u8; "
        "_ u8; _ u8"
    ),
    "WasmInternalFunction": (
        "HeapObject; ref WasmInstanceObject|WasmApiFunctionRef; external JSFunction|Undefined; code Code|Smi; "
        "call_target ptr"
    ),
    "WasmMemoryObject": (
        "JSObject; array_buffer JSArrayBuffer; maximum_pages Smi; is_memory64 Smi; "
        "instances WeakArrayList|Undefined"
    ),
    "WasmModuleObject": "JSObject; managed_native_module Foreign; script Script",
    "WasmNull": "HeapObject",
    "WasmOnFulfilledData": None,
    "WasmResumeData": "HeapObject; suspender WasmSuspenderObject|Smi; on_resume Smi",
    "WasmSuspenderObject": (
        "JSObject; continuation WasmContinuationObject|Undefined; parent WasmSuspenderObject|Undefined; "
        "resume JSObject|Undefined; reject JSObject|Undefined; state Smi"
    ),
    "WasmTagObject": "JSObject; serialized_signature ByteArray; tag HeapObject; canonical_type_index Smi",
    "WasmTypeInfo": (
        "HeapObject; native_type ptr; type_index u32; _ u32; instance WasmInstanceObject; supertypes_length Smi; "
        "supertypes[] Object"
    ),
}
