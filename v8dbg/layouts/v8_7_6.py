"""V8 7.6: Node.js 12.9 and 12.10."""

AFTER = "v8_7_5"

OFFSETS = {
    # src/objects/js-objects.h
    "JSMessageObject": {
        "shared_info": 56, "bytecode_offset": 64, "start_position": 72, "end_position": 80, "error_level": 88,
        "header_size": 96,
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
}

LISTS = {
    # src/common/globals.h
    "VariableMode": (
        "kLet", "kConst", "kVar", "kTemporary", "kDynamic", "kDynamicGlobal", "kDynamicLocal", "kPrivateMethod",
        "kPrivateSetterOnly", "kPrivateGetterOnly", "kPrivateGetterAndSetter",
    ),
}
