"""WebAssembly's classes of heap objects, V8 9.0 (Node 16.0)."""

AFTER = "wasmclasses_8_1"

CLASSES = {
    # src/builtins/base.tq
    "WasmExceptionObject": None,
    # src/objects/debug-objects.tq
    "WasmValue": None,
    # src/wasm/wasm-objects.tq
    "WasmApiFunctionRef": (
        "HeapObject; isolate_root ptr; native_context NativeContext; callable JSReceiver|Undefined; "
        "suspender WasmSuspenderObject|Undefined"
    ),
    "WasmArray": "WasmObject; length u32; _ u32",
    "WasmCapiFunctionData": "WasmFunctionData; embedder_data Foreign; serialized_signature ByteArray",
    "WasmContinuationObject": "Struct; stack Foreign; jmpbuf Foreign; parent WasmContinuationObject|Undefined",
    "WasmExportedFunctionData": (
        "WasmFunctionData; instance WasmInstanceObject; function_index Smi; signature Foreign; "
        "wrapper_budget Smi; c_wrapper_code Code|Smi; packed_args_size Smi; "
        "suspender WasmSuspenderObject|Undefined"
    ),
    "WasmFunctionData": "HeapObject; internal WasmInternalFunction|Smi; wrapper_code Code|Smi",
    "WasmInstanceObject": (
        "JSObject; imported_function_refs Object; indirect_function_table_refs Object; "
        "indirect_function_table_size u32; _ u32; memory_start ptr; memory_size word; stack_limit_address ptr; "
        "imported_function_targets ptr; indirect_function_table_targets ptr; "
        "indirect_function_table_sig_ids ptr; globals_start ptr; imported_mutable_globals ptr; isolate_root ptr; "
        "jump_table_start ptr; new_allocation_limit_address ptr; new_allocation_top_address ptr; "
        "old_allocation_limit_address ptr; old_allocation_top_address ptr; real_stack_limit_address ptr; "
        "data_segment_starts ptr; data_segment_sizes ptr; dropped_elem_segments ptr; "
        "hook_on_function_call_address ptr; tiering_budget_array ptr; module_object Object; "
        "exports_object Object; native_context Object; memory_object Object; untagged_globals_buffer Object; "
        "tagged_globals_buffer Object; imported_mutable_globals_buffers Object; tables Object; "
        "indirect_function_tables Object; managed_native_allocations Object; tags_table Object; "
        "wasm_internal_functions Object; managed_object_maps Object; feedback_vectors Object; break_on_entry u8; "
        "_ u8; _ u8; _ u8; _ u8; _ u8; _ u8; _ u8"
    ),
    "WasmInternalFunction": (
        "Foreign; ref WasmInstanceObject|WasmApiFunctionRef; external JSFunction|Undefined; code Code|Smi"
    ),
    "WasmJSFunctionData": (
        "WasmFunctionData; serialized_return_count Smi; serialized_parameter_count Smi; "
        "serialized_signature ByteArray"
    ),
    "WasmModuleObject": "JSObject; managed_native_module Foreign; export_wrappers FixedArray; script Script",
    "WasmObject": "JSReceiver",
    "WasmOnFulfilledData": "HeapObject; suspender WasmSuspenderObject|Smi",
    "WasmStruct": "WasmObject",
    "WasmSuspenderObject": (
        "JSObject; continuation WasmContinuationObject|Undefined; parent WasmSuspenderObject|Undefined; "
        "resume JSObject; state Smi"
    ),
    "WasmTagObject": "JSObject; serialized_signature ByteArray; tag HeapObject",
    "WasmTypeInfo": (
        "Foreign; supertypes FixedArray; subtypes FixedArray; instance_size Smi; instance WasmInstanceObject"
    ),
}
