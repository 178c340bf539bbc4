"""V8 7.9: Node.js 13.2 to 13.14."""

AFTER = "v8_7_8"

OFFSETS = {
    # src/objects/debug-objects.tq
    "BreakPointInfo": {"source_position": 8, "break_points": 16, "header_size": 24},
    "DebugInfo": {"shared": 8, "shared_function_info": None},
    # src/objects/fixed-array.tq
    "WeakArrayList": {"header_size": None},
    "WeakFixedArray": {"header_size": None},
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry": {
        "native_context": 24, "cleanup": 32, "active_cells": 40, "cleared_cells": 48, "key_map": 56,
        "next_dirty": 64, "flags": 72, "header_size": 80,
    },
    "WeakCell": {
        "finalization_registry": 8, "unregister_token": 24, "holdings": 32, "prev": 40, "next": 48,
        "finalization_group": None, "key": None,
    },
    # src/objects/promise.tq
    "PromiseResolveThenableJobTask": {"thenable": 24, "then": 32},
    # src/objects/script.tq
    "Script": {"context_data": 40, "context": None},
    # src/objects/shared-function-info.tq
    "PreparseData": {"children_length": 12, "inner_length": None},
    "UncompiledData": {"header_size": 24},
    "UncompiledDataWithPreparseData": {"header_size": 32},
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "async_parent_modules": 96, "top_level_capability": 104, "dfs_index": 112, "dfs_ancestor_index": 120,
        "pending_async_dependencies": 128, "flags": 136, "header_size": 144,
    },
    # src/wasm/wasm-objects.tq
    "WasmModuleObject": {
        "asm_js_offset_table": 48, "header_size": 56, "weak_instance_list": None, "break_point_infos": None,
    },
}

BITS = {
    # src/objects/contexts.h: the length shares its word with a flag
    "Context.length": {"length": (0, 30)},
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "all_can_read": (0, 1), "all_can_write": (1, 1), "is_special_data_property": (2, 1), "is_sloppy": (3, 1),
        "replace_on_access": (4, 1), "getter_side_effect_type": (5, 2), "setter_side_effect_type": (7, 2),
        "initial_attributes": (9, 3),
    },
    # src/objects/debug-objects.tq
    "DebugInfo.flags": {
        "has_break_info": (0, 1), "prepared_for_debug_execution": (1, 1), "has_coverage_info": (2, 1),
        "break_at_entry": (3, 1), "can_break_at_entry": (4, 1), "debug_execution_mode": (5, 1),
    },
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry.flags": {"scheduled_for_cleanup": (0, 1)},
    # src/objects/name.tq
    "Name.hash": {
        "hash_not_computed": (0, 1), "is_not_integer_index_mask": (1, 1), "array_index_value": (2, 24),
        "array_index_length": (26, 6),
    },
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {
        "has_new_target": (11, 1), "function_variable": (12, 2), "has_inferred_function_name": (14, 1),
        "is_asm_module": (15, 1), "has_simple_parameters": (16, 1), "function_kind": (17, 5),
        "has_outer_scope_info": (22, 1), "is_debug_evaluate_scope": (23, 1), "force_context_allocation": (24, 1),
        "has_saved_class_variable": (10, 1), "private_name_lookup_skips_outer_class": (25, 1),
        "is_repl_mode_scope": (27, 1), "has_locals_block_list": (28, 1),
    },
    # src/objects/script.tq
    "Script.flags": {"origin_options": (3, 4), "is_repl_mode": (2, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags": {"private_name_lookup_skips_outer_class": (31, 1)},
    "SharedFunctionInfo.flags2": {
        "class_scope_has_private_brand": (0, 1), "has_static_private_methods_or_accessors": (1, 1),
        "has_optimized_at_least_once": (2, 1), "may_have_cached_code": (3, 1),
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async": (0, 1), "async_evaluating": (1, 1)},
    # src/objects/stack-frame-info.tq
    "StackFrameInfo.flags": {
        "is_eval": (0, 1), "is_constructor": (1, 1), "is_wasm": (2, 1), "is_asm_js_wasm": (3, 1),
        "is_user_java_script": (4, 1), "is_toplevel": (5, 1), "is_async": (6, 1), "is_promise_all": (7, 1),
        "is_promise_any": (8, 1),
    },
    # src/objects/template.tq
    "FunctionTemplateInfo.flags": {
        "undetectable": (0, 1), "needs_access_check": (1, 1), "read_only_prototype": (2, 1),
        "remove_prototype": (3, 1), "do_not_cache": (4, 1), "accept_any_receiver": (5, 1),
    },
}

LISTS = {
    # src/objects/function-kind.h
    "FunctionKind": (
        "kNormalFunction", "kModule", "kAsyncModule", "kBaseConstructor", "kDefaultBaseConstructor",
        "kDefaultDerivedConstructor", "kDerivedConstructor", "kGetterFunction", "kSetterFunction", "kArrowFunction",
        "kAsyncArrowFunction", "kAsyncFunction", "kAsyncConciseMethod", "kAsyncConciseGeneratorMethod",
        "kAsyncGeneratorFunction", "kGeneratorFunction", "kConciseGeneratorMethod", "kConciseMethod",
        "kClassMembersInitializerFunction",
    ),
    # src/objects/scope-info.cc
    "ScopeInfo.parts": (
        "context_local_names", "context_local_infos", "saved_class_variable_info?", "receiver_info?",
        "function_variable_info?", "inferred_function_name?", "position_info?", "outer_scope_info?",
        "locals_block_list?", "module_info?", "module_variable_count?", "module_variables",
    ),
}
