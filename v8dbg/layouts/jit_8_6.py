"""Compiled code, V8 8.6 (Node.js 15)."""

AFTER = "jit_8_4"

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "kind": (1, 4), "is_turbofanned": (5, 1), "stack_slots": (6, 24), "is_off_heap_trampoline": (30, 1),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
        "INTERPRETED_FUNCTION", "NATIVE_CONTEXT_INDEPENDENT",
    ),
    # src/deoptimizer/deoptimizer.h: TRANSLATION_OPCODE_LIST
    "translation_opcodes": (
        "BEGIN frames js_frames feedbacks",
        "INTERPRETED_FRAME offset function height return_offset return_count",
        "BUILTIN_CONTINUATION_FRAME offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_FRAME offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME offset function height",
        "CONSTRUCT_STUB_FRAME offset function height",
        "ARGUMENTS_ADAPTOR_FRAME function height",
        "DUPLICATED_OBJECT object",
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "CAPTURED_OBJECT length",
        "REGISTER register",
        "INT32_REGISTER register",
        "INT64_REGISTER register",
        "UINT32_REGISTER register",
        "BOOL_REGISTER register",
        "FLOAT_REGISTER register",
        "DOUBLE_REGISTER register",
        "STACK_SLOT slot",
        "INT32_STACK_SLOT slot",
        "INT64_STACK_SLOT slot",
        "UINT32_STACK_SLOT slot",
        "BOOL_STACK_SLOT slot",
        "FLOAT_STACK_SLOT slot",
        "DOUBLE_STACK_SLOT slot",
        "LITERAL literal",
        "UPDATE_FEEDBACK vector feedback_slot",
    ),
}
