"""Compiled code, V8 9.0 (Node.js 16.0)."""

AFTER = "jit_8_6"

OFFSETS = {
    # src/objects/shared-function-info.tq: between the function and both kinds of its code
    "BaselineData": {"baseline_code": 8, "data": 16},
    # src/objects/code.h: the tables are in the metadata, which follow the instructions
    "CompiledCode": {
        "metadata_size": 44, "flags": 48, "builtin_id": 52, "handler_table_offset": 60, "safepoint_table_offset": None,
    },
}

CONSTANTS = {
    # src/baseline/baseline-compiler.cc: the table has pairs of return address and bytecode
    "bytecode_offset_table": {"pairs": 1},
    # src/objects/code.h
    "DeoptimizationData": {
        "non_lazy_deopt_count": None, "eager_deopt_count": 9, "lazy_deopt_count": 10, "first_deopt_entry": 11,
    },
}

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "kind": (0, 4), "is_turbofanned": (4, 1), "stack_slots": (5, 24), "is_off_heap_trampoline": (29, 1),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
        "INTERPRETED_FUNCTION", "BASELINE", "NATIVE_CONTEXT_INDEPENDENT", "TURBOPROP", "TURBOFAN",
    ),
    # src/deoptimizer/translation-opcode.h
    "translation_opcodes": (
        "ARGUMENTS_ADAPTOR_FRAME function height",
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "BEGIN frames js_frames feedbacks",
        "BOOL_REGISTER register",
        "BOOL_STACK_SLOT slot",
        "BUILTIN_CONTINUATION_FRAME offset function height",
        "CAPTURED_OBJECT length",
        "CONSTRUCT_STUB_FRAME offset function height",
        "DOUBLE_REGISTER register",
        "DOUBLE_STACK_SLOT slot",
        "DUPLICATED_OBJECT object",
        "FLOAT_REGISTER register",
        "FLOAT_STACK_SLOT slot",
        "INT32_REGISTER register",
        "INT32_STACK_SLOT slot",
        "INT64_REGISTER register",
        "INT64_STACK_SLOT slot",
        "INTERPRETED_FRAME offset function height return_offset return_count",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_FRAME offset function height",
        "JAVA_SCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME offset function height",
        "JS_TO_WASM_BUILTIN_CONTINUATION_FRAME offset function height return_kind",
        "LITERAL literal",
        "REGISTER register",
        "STACK_SLOT slot",
        "UINT32_REGISTER register",
        "UINT32_STACK_SLOT slot",
        "UPDATE_FEEDBACK vector feedback_slot",
    ),
}
