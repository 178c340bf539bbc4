"""V8 10.1: Node.js 18.0."""

AFTER = "v8_9_4"

OFFSETS = {
    # src/objects/code.h
    "Code": {"instructions": 128},
}

CONSTANTS = {
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"dont_adapt_arguments": 0, "count_includes_receiver": 1},
}

LISTS = {
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "context_local_names", "context_local_names_hashtable?", "context_local_infos", "saved_class_variable_info?",
        "function_variable_info?", "inferred_function_name?", "position_info?", "outer_scope_info?",
        "locals_block_list?", "module_info?", "module_variable_count?", "module_variables",
    ),
    "ScopeInfo.positioned": ("FUNCTION_SCOPE", "SCRIPT_SCOPE", "EVAL_SCOPE", "MODULE_SCOPE", "CLASS_SCOPE"),
}
