"""V8 9.0: Node.js 16.0."""

AFTER = "v8_8_6"

OFFSETS = {
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "code": 56, "regular_exports": 64, "regular_imports": 72, "requested_modules": 80, "cycle_root": 96,
        "async_parent_modules": 104, "script": None, "top_level_capability": None,
    },
    # src/objects/code.h
    "Code": {
        "metadata_size": 44, "flags": 48, "builtin_id": 52, "inlined_bytecode_size": 56, "handler_table_offset": 60,
        "code_comments_offset": 64, "unwinding_info_offset": 68, "safepoint_table_offset": None,
    },
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
        "properties_are_final": (28, 1), "private_name_lookup_skips_outer_class": (29, 1),
        "osr_code_cache_state": (30, 2), "needs_home_object": None, "is_oneshot_iife_or_properties_are_final": None,
        "is_safe_to_skip_arguments_adaptor": None,
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
