"""Compiled code, V8 12.9 (Node.js 23.11)."""

AFTER = "jit_12_4"

OFFSETS = {
    # src/objects/code.h
    "CompiledCode": {"builtin_id": 82},
}

CONSTANTS = {
    # src/objects/deoptimization-data.h: trusted objects hold no others but through a wrapper
    "DeoptimizationData": {"shared_function_info": None, "wrapped_shared_function_info": 6},
}

LISTS = {
    # src/deoptimizer/translation-opcode.h
    "translation_opcodes": (
        "INTERPRETED_FRAME_WITH_RETURN offset function height return_offset return_count",
        "INTERPRETED_FRAME_WITHOUT_RETURN offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_FRAME offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME offset function height",
        "CONSTRUCT_CREATE_STUB_FRAME function height",
        "CONSTRUCT_INVOKE_STUB_FRAME function",
        "BUILTIN_CONTINUATION_FRAME offset function height",
        "JS_TO_WASM_BUILTIN_CONTINUATION_FRAME offset function height return_kind",
        "WASM_INLINED_INTO_JS_FRAME offset function height",
        "LIFTOFF_FRAME offset +height +wasm_function",
        "INLINED_EXTRA_ARGUMENTS function height",
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "REST_LENGTH",
        "BEGIN_WITHOUT_FEEDBACK +lookback frames js_frames",
        "BEGIN_WITH_FEEDBACK +lookback frames js_frames",
        "BOOL_REGISTER +register",
        "BOOL_STACK_SLOT slot",
        "CAPTURED_OBJECT length",
        "DOUBLE_REGISTER +register",
        "DOUBLE_STACK_SLOT slot",
        "SIMD128_STACK_SLOT slot",
        "HOLEY_DOUBLE_REGISTER +register",
        "HOLEY_DOUBLE_STACK_SLOT slot",
        "SIMD128_REGISTER +register",
        "DUPLICATED_OBJECT object",
        "FLOAT_REGISTER +register",
        "FLOAT_STACK_SLOT slot",
        "INT32_REGISTER +register",
        "INT32_STACK_SLOT slot",
        "INT64_REGISTER +register",
        "INT64_STACK_SLOT slot",
        "SIGNED_BIGINT64_REGISTER +register",
        "SIGNED_BIGINT64_STACK_SLOT slot",
        "UNSIGNED_BIGINT64_REGISTER +register",
        "UNSIGNED_BIGINT64_STACK_SLOT slot",
        "OPTIMIZED_OUT",
        "LITERAL literal",
        "REGISTER +register",
        "TAGGED_STACK_SLOT slot",
        "UINT32_REGISTER +register",
        "UINT32_STACK_SLOT slot",
        "UPDATE_FEEDBACK vector feedback_slot",
        "MATCH_PREVIOUS_TRANSLATION +count",
    ),
}
