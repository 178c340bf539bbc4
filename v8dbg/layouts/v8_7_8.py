"""V8 7.8: Node.js 12.16 to 12.22."""

AFTER = "v8_7_7"

OFFSETS = {
    # src/builtins/base.tq
    "StackFrameInfo": {
        "line_number": 8, "column_number": 16, "promise_all_index": 24, "script_id": 32, "script_name": 40,
        "script_name_or_source_url": 48, "function_name": 56, "method_name": 64, "type_name": 72, "eval_origin": 80,
        "wasm_module_name": 88, "wasm_instance": 96, "flag": 104, "header_size": 112,
    },
}

CONSTANTS = {
    # src/common/globals.h
    "FunctionSyntaxKind": {
        "anonymous_expression": 0, "named_expression": 1, "declaration": 2, "accessor_or_method": 3, "wrapped": 4,
    },
}

BITS = {
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
