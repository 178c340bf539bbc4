"""V8 10.1: Node.js 18.0."""

AFTER = "v8_9_5"

OFFSETS = {
    # src/objects/feedback-vector.tq
    "FeedbackVector": {"closure_feedback_cell_array": 32, "maybe_optimized_code": 40},
    # src/objects/debug-objects.tq
    "StackFrameInfo": {"shared_or_script": 8, "function_name": 16, "flags": 24, "header_size": 32},
    # src/objects/script.tq
    "Script": {"script_or_modules": 128, "header_size": 136},
}

CONSTANTS = {
    # src/objects/call-site-info.cc: a function's name that is no identifier stands without the class
    "CallSiteInfo": {"asks_for_identifier": 1},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"dont_adapt_arguments": 0, "count_includes_receiver": 1},
}

BITS = {
    # src/objects/debug-objects.tq
    "StackFrameInfo.flags": {"is_constructor": (0, 1), "bytecode_offset_or_source_position": (1, 30)},
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
