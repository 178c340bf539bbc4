"""WebAssembly's classes of heap objects, V8 8.6 (Node 15)."""

AFTER = "wasmclasses_8_4"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmExportedFunctionData": (
        "Struct; wrapper_code Code|Smi; instance WasmInstanceObject; jump_table_offset Smi; function_index Smi; "
        "c_wrapper_code Object; wasm_call_target Smi|Foreign; packed_args_size Smi; signature Foreign|Smi"
    ),
    "WasmGlobalObject": (
        "JSObject; untagged_buffer JSArrayBuffer|Undefined; tagged_buffer FixedArray|Undefined; offset Smi; "
        "raw_type Smi; is_mutable Smi"
    ),
    "WasmInstanceObject": (
        "JSObject; memory_start ptr; memory_size word; memory_mask word; stack_limit_address ptr; "
        "imported_function_refs Object; imported_function_targets ptr; indirect_function_table_refs Object; "
        "indirect_function_table_targets ptr; indirect_function_table_sig_ids ptr; "
        "indirect_function_table_size u32; _ u32; globals_start ptr; imported_mutable_globals ptr; "
        "isolate_root ptr; jump_table_start ptr; module_object Object; exports_object Object; "
        "native_context Object; memory_object Object; untagged_globals_buffer Object; "
        "tagged_globals_buffer Object; imported_mutable_globals_buffers Object; tables Object; "
        "indirect_function_tables Object; managed_native_allocations Object; exceptions_table Object; "
        "wasm_external_functions Object; managed_object_maps Object; real_stack_limit_address ptr; "
        "data_segment_starts ptr; data_segment_sizes ptr; dropped_elem_segments ptr; "
        "hook_on_function_call_address ptr; num_liftoff_function_calls_array ptr"
    ),
}
