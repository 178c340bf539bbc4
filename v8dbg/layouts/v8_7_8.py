"""V8 7.8: Node.js 12.16 to 12.22."""

AFTER = "v8_7_5"

OFFSETS = {
    # src/builtins/base.tq
    "BytecodeArray": {"osr_nesting_level": 52, "bytecode_age": 53, "data": 54, "interrupt_budget": None},
    "FeedbackCell": {"interrupt_budget": 16, "header_size": 20},
    "JSMessageObject": {
        "shared_info": 56, "bytecode_offset": 64, "start_position": 72, "end_position": 80, "error_level": 88,
        "header_size": 96,
    },
    "StackFrameInfo": {
        "line_number": 8, "column_number": 16, "promise_all_index": 24, "script_id": 32, "script_name": 40,
        "script_name_or_source_url": 48, "function_name": 56, "method_name": 64, "type_name": 72, "eval_origin": 80,
        "wasm_module_name": 88, "wasm_instance": 96, "flag": 104, "header_size": 112,
    },
    # src/objects/shared-function-info.h
    "UncompiledDataWithPreparseData": {"preparse_data": 24},
}

CONSTANTS = {
    # src/builtins/base.tq
    "JSFunction": {"display_name_first": 1},
    # src/common/globals.h
    "FunctionSyntaxKind": {
        "anonymous_expression": 0, "named_expression": 1, "declaration": 2, "accessor_or_method": 3, "wrapped": 4,
    },
}

BITS = {
    # src/objects/scope-info.h
    "ScopeInfo.flags": {
        "has_new_target": (10, 1), "function_variable": (11, 2), "has_inferred_function_name": (13, 1),
        "is_asm_module": (14, 1), "has_simple_parameters": (15, 1), "function_kind": (16, 5),
        "has_outer_scope_info": (21, 1), "is_debug_evaluate_scope": (22, 1), "force_context_allocation": (23, 1),
        "class_scope_has_private_brand": (9, 1),
    },
    "ScopeInfo.variable": {
        "variable_mode": (0, 4), "init_flag": (4, 1), "maybe_assigned_flag": (5, 1), "parameter_number": (6, 16),
    },
    # src/objects/shared-function-info.h
    "SharedFunctionInfo.flags": {
        "is_class_constructor": (10, 1), "has_duplicate_parameters": (11, 1), "allow_lazy_compilation": (12, 1),
        "needs_home_object": (13, 1), "is_asm_wasm_broken": (14, 1), "function_map_index": (15, 5),
        "disabled_optimization_reason": (20, 4), "requires_instance_members_initializer": (24, 1),
        "construct_as_builtin": (25, 1), "is_top_level": (28, 1), "function_syntax_kind": (7, 3),
        "is_oneshot_iife_or_properties_are_final": (29, 1), "is_safe_to_skip_arguments_adaptor": (30, 1),
        "is_wrapped": None, "is_declaration": None, "is_anonymous_expression": None, "is_named_expression": None,
    },
}

LISTS = {
    # src/common/globals.h
    "ScopeType": (
        "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE",
        "WITH_SCOPE",
    ),
    "VariableMode": (
        "kLet", "kConst", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal", "kDynamicLocal", "kPrivateMethod",
        "kPrivateSetterOnly", "kPrivateGetterOnly", "kPrivateGetterAndSetter",
    ),
}
