"""WebAssembly's classes of heap objects, V8 9.4 (Node 16.11 to 17.9)."""

AFTER = "wasmclasses_9_2"

CLASSES = {
    # src/wasm/wasm-objects.tq
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
}
