"""Compiled code, V8 10.8 (Node.js 19.2 and later)."""

AFTER = "jit_10_7"

LISTS = {
    # src/deoptimizer/translation-opcode.h; + marks an unsigned operand
    "translation_opcodes": (
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "BEGIN frames js_frames feedbacks",
        "BOOL_REGISTER +register",
        "BOOL_STACK_SLOT slot",
        "BUILTIN_CONTINUATION_FRAME offset function height",
        "CAPTURED_OBJECT length",
        "CONSTRUCT_STUB_FRAME offset function height",
        "DOUBLE_REGISTER +register",
        "DOUBLE_STACK_SLOT slot",
        "DUPLICATED_OBJECT object",
        "FLOAT_REGISTER +register",
        "FLOAT_STACK_SLOT slot",
        "INLINED_EXTRA_ARGUMENTS function height",
        "INT32_REGISTER +register",
        "INT32_STACK_SLOT slot",
        "INT64_REGISTER +register",
        "INT64_STACK_SLOT slot",
        "SIGNED_BIGINT64_REGISTER +register",
        "SIGNED_BIGINT64_STACK_SLOT slot",
        "UNSIGNED_BIGINT64_REGISTER +register",
        "UNSIGNED_BIGINT64_STACK_SLOT slot",
        "INTERPRETED_FRAME offset function height return_offset return_count",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_FRAME offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME offset function height",
        "JS_TO_WASM_BUILTIN_CONTINUATION_FRAME offset function height return_kind",
        "OPTIMIZED_OUT",
        "LITERAL literal",
        "REGISTER +register",
        "STACK_SLOT slot",
        "UINT32_REGISTER +register",
        "UINT32_STACK_SLOT slot",
        "UPDATE_FEEDBACK vector feedback_slot",
    ),
}
