"""V8 7.5: Node.js 12.5 to 12.8."""

AFTER = "v8_7_4"

OFFSETS = {
    # src/objects/bytecode-array.h
    "BytecodeArray": {"osr_nesting_level": 52, "bytecode_age": 53, "data": 54, "interrupt_budget": None},
    # src/objects/feedback-cell.h
    "FeedbackCell": {"interrupt_budget": 16, "header_size": 20},
    # src/objects/feedback-vector.h
    "FeedbackVector": {
        "closure_feedback_cell_array": 24, "length": 32, "invocation_count": 36, "profiler_ticks": 40,
        "feedback_slots": 48, "header_size": 48,
    },
    "FeedbackMetadata": {"create_closure_slot_count": 12},
}

LISTS = {
    # src/common/globals.h
    "ScopeType": (
        "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE",
        "WITH_SCOPE",
    ),
}
