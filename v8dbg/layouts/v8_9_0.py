"""V8 9.0: Node.js 16.0."""

AFTER = "v8_8_4"

OFFSETS = {
    # src/objects/feedback-vector.tq
    "FeedbackVector": {
        "length": 8, "invocation_count": 12, "profiler_ticks": 16, "shared": 24, "optimized_code_weak_or_smi": 32,
        "closure_feedback_cell_array": 40, "header_size": None,
    },
    # src/objects/code.h
    "Code": {
        "metadata_size": 44, "flags": 48, "builtin_id": 52, "inlined_bytecode_size": 56, "handler_table_offset": 60,
        "code_comments_offset": 64, "unwinding_info_offset": 68, "safepoint_table_offset": None,
    },
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "code": 56, "regular_exports": 64, "regular_imports": 72, "requested_modules": 80, "dfs_index": 112,
        "dfs_ancestor_index": 120, "pending_async_dependencies": 128, "flags": 136, "header_size": 144,
        "script": None, "top_level_capability": None,
    },
    # src/objects/stack-frame-info.tq
    "StackFrameInfo": {
        "line_number": None, "column_number": None, "script_id": None, "script_name": None,
        "script_name_or_source_url": None, "function_name": None, "method_name": None, "type_name": None,
        "eval_origin": None, "wasm_module_name": None, "wasm_instance": None, "flag": None, "header_size": None,
        "promise_combinator_index": None, "wasm_function_index": None,
    },
    "StackTraceFrame": {
        "frame_array": None, "frame_index": None, "frame_info": None, "id": None, "header_size": None,
    },
    # src/objects/synthetic-module.tq
    "SyntheticModule": {"name": 56, "export_names": 64, "evaluation_steps": 72, "header_size": 80},
}

CONSTANTS = {
    # src/objects/js-objects.tq
    "JSFunction": {"display_name_first": None},
}

BITS = {
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags": {
        "is_asm_wasm_broken": (13, 1), "function_map_index": (14, 5), "disabled_optimization_reason": (19, 4),
        "requires_instance_members_initializer": (23, 1), "construct_as_builtin": (24, 1),
        "name_should_print_as_anonymous": (25, 1), "has_reported_binary_coverage": (26, 1), "is_top_level": (27, 1),
        "private_name_lookup_skips_outer_class": (29, 1), "properties_are_final": (28, 1),
        "osr_code_cache_state": (30, 2), "needs_home_object": None, "is_oneshot_iife_or_properties_are_final": None,
        "is_safe_to_skip_arguments_adaptor": None,
    },
    # src/objects/stack-frame-info.tq
    "StackFrameInfo.flags": {
        "is_eval": None, "is_constructor": None, "is_wasm": None, "is_asm_js_wasm": None,
        "is_user_java_script": None, "is_toplevel": None, "is_async": None, "is_promise_all": None,
        "is_promise_any": None,
    },
}

LISTS = {
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kAsyncModule", "kBaseConstructor", "kDefaultBaseConstructor",
        "kDefaultDerivedConstructor", "kDerivedConstructor", "kGetterFunction", "kStaticGetterFunction",
        "kSetterFunction", "kStaticSetterFunction", "kArrowFunction", "kAsyncArrowFunction", "kAsyncFunction",
        "kAsyncConciseMethod", "kStaticAsyncConciseMethod", "kAsyncConciseGeneratorMethod",
        "kStaticAsyncConciseGeneratorMethod", "kAsyncGeneratorFunction", "kGeneratorFunction",
        "kConciseGeneratorMethod", "kStaticConciseGeneratorMethod", "kConciseMethod", "kStaticConciseMethod",
        "kClassMembersInitializerFunction", "kClassStaticInitializerFunction", "kInvalid",
    ),
}

BY_SIZE = {
    # src/objects/source-text-module.tq: all builds are alike again
    "SOURCE_TEXT_MODULE_TYPE": None,
}
