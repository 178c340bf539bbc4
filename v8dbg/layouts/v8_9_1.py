"""V8 9.1: Node.js 16.4 and 16.5."""

AFTER = "v8_9_0"

OFFSETS = {
    # src/objects/call-site-info.tq
    "CallSiteInfo": {
        "receiver_or_instance": 8, "function": 16, "code_object": 24, "code_offset_or_source_position": 32,
        "flags": 40, "parameters": 48, "header_size": 56,
    },
    # src/objects/debug-objects.tq
    "ErrorStackData": {"call_site_infos_or_formatted_stack": 8, "limit_or_stack_frame_infos": 16, "header_size": 24},
    # src/objects/feedback-vector.tq
    "FeedbackVector": {"flags": 20, "maybe_optimized_code": 32, "optimized_code_weak_or_smi": None},
    # src/objects/js-function.tq
    "JSWrappedFunction": {"wrapped_target_function": 24, "context": 32, "header_size": 40},
    # src/objects/js-objects.tq
    "JSMessageObject": {"argument": 32, "arguments": None},
    # src/objects/module.tq
    "ScriptOrModule": {"resource_name": 8, "host_defined_options": 16, "header_size": 24},
    # src/objects/scope-info.tq
    "ScopeInfo": {"flags": 8, "parameter_count": 16, "context_local_count": 24, "parts": 32, "length": None},
    # src/objects/source-text-module.tq
    "ModuleRequest": {"specifier": 8, "import_assertions": 16, "position": 24, "header_size": 32},
    # src/wasm/wasm-objects.tq
    "WasmModuleObject": {"managed_native_module": 24, "native_module": None},
}

CONSTANTS = {
    # src/objects/js-function.tq
    "JSFunction": {"names_builtins": 1},
    # src/objects/name-to-index-hashtable.h
    "NameToIndexHashTable": {"entry": 2},
    # src/objects/scope-info.tq
    "ScopeInfo": {"max_inlined_local_names": 75},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"names_initializers": 1},
}

BITS = {
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {
        "is_wasm": (0, 1), "is_asm_js_wasm": (1, 1), "is_strict": (2, 1), "is_constructor": (3, 1),
        "is_asm_js_at_number_conversion": (4, 1), "is_async": (5, 1), "is_source_position_computed": (6, 1),
    },
    # src/objects/name.tq
    "Name.hash": {"hash_field_type": (0, 2), "hash_not_computed": None, "is_not_integer_index_mask": None},
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {"is_empty": (29, 1)},
    "ScopeInfo.variable": {"is_static_flag": (22, 1)},
    # src/objects/script.tq
    "Script.flags": {"break_on_entry": (7, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "maglev_compilation_failed": (2, 1), "has_optimized_at_least_once": None, "may_have_cached_code": None,
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async_evaluating_ordinal": (1, 30), "async_evaluating": None},
}
