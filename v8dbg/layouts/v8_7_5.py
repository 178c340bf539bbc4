"""V8 7.5: Node.js 12.5 to 12.8."""

AFTER = "v8_7_4"

OFFSETS = {
    # src/objects/bytecode-array.h
    "BytecodeArray": {"osr_nesting_level": 52, "bytecode_age": 53, "data": 54, "interrupt_budget": None},
    # src/objects/feedback-cell.h
    "FeedbackCell": {"interrupt_budget": 16, "header_size": 20},
}

LISTS = {
    # src/common/globals.h
    "ScopeType": (
        "CLASS_SCOPE", "EVAL_SCOPE", "FUNCTION_SCOPE", "MODULE_SCOPE", "SCRIPT_SCOPE", "CATCH_SCOPE", "BLOCK_SCOPE",
        "WITH_SCOPE",
    ),
}
