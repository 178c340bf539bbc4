"""V8 10.7: Node.js 19."""

AFTER = "v8_10_2"

OFFSETS = {
    # src/objects/code.h
    "Code": {"osr_offset": 60, "handler_table_offset": 64, "code_comments_offset": 68, "unwinding_info_offset": 72},
    # src/objects/code.tq
    "BytecodeArray": {"bytecode_age": 52, "data": 54, "osr_urgency_and_install_target": None},
    # src/objects/feedback-vector.tq
    "FeedbackVector": {"placeholder0": 20, "osr_state": 21, "flags": 22},
    # src/objects/script.tq
    "Script": {"source_hash": 136, "header_size": 144},
}

BITS = {
    # src/objects/script.tq
    "Script.flags": {"produce_compile_hints": (8, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags": {"osr_code_cache_state": None},
    "SharedFunctionInfo.flags2": {
        "maglev_compilation_failed": (3, 1), "is_sparkplug_compiling": (2, 1), "sparkplug_compiled": (4, 1),
    },
}

LISTS = {
    # src/objects/scope-info.tq
    "ScopeInfo.positioned": (
        "FUNCTION_SCOPE", "SCRIPT_SCOPE", "EVAL_SCOPE", "MODULE_SCOPE", "SHADOW_REALM_SCOPE", "CLASS_SCOPE",
    ),
    "ScopeType": (
        "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE",
        "WITH_SCOPE", "SHADOW_REALM_SCOPE",
    ),
}
