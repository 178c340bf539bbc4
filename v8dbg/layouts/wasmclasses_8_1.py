"""WebAssembly's classes of heap objects, V8 8.1 (Node 14.0)."""

AFTER = "wasmclasses_7_9"

CLASSES = {
    # src/builtins/base.tq
    "WasmDebugInfo": None,
    # src/objects/debug-objects.tq
    "WasmValue": "Struct; value_type Smi; bytes_or_ref Object|ByteArray",
    # src/wasm/wasm-objects.tq
    "AsmWasmData": "Struct; managed_native_module Foreign; export_wrappers FixedArray; uses_bitset HeapNumber",
    "WasmArray": "HeapObject; length u32; _ u32",
    "WasmCapiFunctionData": (
        "Struct; call_target ptr; embedder_data Foreign; wrapper_code Code|Smi; serialized_signature ByteArray"
    ),
    "WasmExportedFunctionData": (
        "Struct; wrapper_code Code|Smi; instance WasmInstanceObject; jump_table_offset Smi; function_index Smi; "
        "c_wrapper_code Object; wasm_call_target Smi|Foreign; packed_args_size Smi"
    ),
    "WasmInstanceObject": (
        "JSObject; memory_start ptr; memory_size word; memory_mask word; stack_limit_address ptr; "
        "imported_function_refs Object; imported_function_targets ptr; indirect_function_table_refs Object; "
        "indirect_function_table_targets ptr; indirect_function_table_sig_ids ptr; "
        "indirect_function_table_size u32; _ u32; globals_start ptr; imported_mutable_globals ptr; "
        "isolate_root ptr; jump_table_start ptr; module_object Object; exports_object Object; "
        "native_context Object; memory_object Object; untagged_globals_buffer Object; "
        "tagged_globals_buffer Object; imported_mutable_globals_buffers Object; debug_info Object; tables Object; "
        "indirect_function_tables Object; managed_native_allocations Object; exceptions_table Object; "
        "wasm_external_functions Object; real_stack_limit_address ptr; "
        "data_segment_starts ptr; data_segment_sizes ptr; dropped_elem_segments ptr; "
        "hook_on_function_call_address ptr; num_liftoff_function_calls_array ptr"
    ),
    "WasmJSFunctionData": (
        "Struct; callable JSReceiver; wrapper_code Code|Smi; serialized_return_count Smi; "
        "serialized_parameter_count Smi; serialized_signature ByteArray"
    ),
    "WasmModuleObject": "JSObject; native_module Foreign; export_wrappers FixedArray; script Script",
    "WasmStruct": "HeapObject",
    "WasmTableObject": (
        "JSObject; entries FixedArray; current_length Smi; maximum_length Smi|HeapNumber|Undefined; "
        "dispatch_tables FixedArray; raw_type Smi"
    ),
    "WasmTypeInfo": "Foreign; parent Map; subtypes FixedArray",
}
