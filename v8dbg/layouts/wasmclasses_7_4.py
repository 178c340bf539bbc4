"""WebAssembly's classes of heap objects, V8 7.4 (Node 12.0)."""

AFTER = None

CLASSES = {
    # src/builtins/base.tq
    "AsmWasmData": (
        "Struct; managed_native_module Foreign; export_wrappers FixedArray; asm_js_offset_table ByteArray; "
        "uses_bitset HeapNumber"
    ),
    "WasmCapiFunctionData": (
        "Struct; call_target ptr; embedder_data Foreign; wrapper_code HeapObject; serialized_signature ByteArray"
    ),
    "WasmDebugInfo": (
        "Struct; instance JSObject; interpreter_handle Foreign|Undefined; locals_names FixedArray|Undefined; "
        "c_wasm_entries FixedArray|Undefined; c_wasm_entry_map Foreign|Undefined"
    ),
    "WasmExceptionObject": "JSObject; serialized_signature ByteArray; exception_tag HeapObject",
    "WasmExceptionTag": "Struct; index Smi",
    "WasmExportedFunctionData": (
        "Struct; wrapper_code HeapObject; instance HeapObject; jump_table_offset Smi; function_index Smi; "
        "c_wrapper_code Object; wasm_call_target Smi|Foreign; packed_args_size Smi"
    ),
    "WasmGlobalObject": (
        "JSObject; untagged_buffer JSArrayBuffer|Undefined; tagged_buffer FixedArray|Undefined; offset Smi; "
        "flags Smi"
    ),
    "WasmIndirectFunctionTable": (
        "Struct; size u32; _ u32; sig_ids ptr; targets ptr; managed_native_allocations Foreign|Undefined; "
        "refs FixedArray"
    ),
    "WasmJSFunctionData": (
        "Struct; callable JSReceiver; wrapper_code HeapObject; serialized_return_count Smi; "
        "serialized_parameter_count Smi; serialized_signature ByteArray"
    ),
    "WasmMemoryObject": "JSObject; array_buffer JSArrayBuffer; maximum_pages Smi; instances WeakArrayList|Undefined",
    "WasmModuleObject": (
        "JSObject; native_module Foreign; export_wrappers FixedArray; script Script; "
        "weak_instance_list WeakArrayList; asm_js_offset_table ByteArray|Undefined; "
        "break_point_infos FixedArray|Undefined"
    ),
    "WasmTableObject": (
        "JSObject; entries FixedArray; maximum_length Smi|HeapNumber|Undefined; dispatch_tables FixedArray; "
        "raw_type Smi"
    ),
}
