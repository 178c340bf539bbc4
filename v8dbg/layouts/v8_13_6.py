"""V8 13.6: Node.js 24."""

AFTER = "v8_12_9"

OFFSETS = {
    # src/objects/debug-objects.tq
    "ErrorStackData": {"stack_trace": 16, "limit_or_stack_frame_infos": None},
    # src/objects/js-objects.tq
    "JSMessageObject": {"stack_trace": 48, "stack_frames": None},
    # src/objects/code.h
    "Code": {
        "dispatch_handle": 48, "flags": 52, "instruction_size": 56, "metadata_size": 60, "inlined_bytecode_size": 64,
        "osr_offset": 68, "handler_table_offset": 72, "unwinding_info_offset": 76, "code_comments_offset": 80,
        "parameter_count": 84, "builtin_id": 86,
    },
    # src/objects/feedback-vector.tq
    "FeedbackVector": {"feedback_slots": 48, "maybe_optimized_code": None},
    # src/objects/js-function.tq
    "JSFunction": {"dispatch_handle": 24, "code": None},
}

CONSTANTS = {
    # src/objects/call-site-info.cc: the same of other functions
    "CallSiteInfo": {"names_functions": 1},
}

BITS = {
    # src/objects/scope-info.tq
    "ScopeInfo.flags": {
        "is_empty": (29, 1), "is_hidden": (28, 1), "is_wrapped_function": (30, 1),
        "some_context_has_extension": (27, 1),
    },
}

LISTS = {
    # src/objects/scope-info.tq
    "ScopeInfo.parts": (
        "position_info", "module_variable_count?", "context_local_names", "context_local_names_hashtable?",
        "context_local_infos", "saved_class_variable_info?", "function_variable_info?", "inferred_function_name?",
        "outer_scope_info?", "module_info?", "module_variables", "dependent_code?",
    ),
}
