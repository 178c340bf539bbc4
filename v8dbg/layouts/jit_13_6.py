"""Compiled code, V8 13.6 (Node.js 24)."""

AFTER = "jit_12_9"

OFFSETS = {
    # src/objects/code.h
    "CompiledCode": {
        "flags": 52, "instruction_size": 56, "metadata_size": 60, "handler_table_offset": 72, "builtin_id": 86,
    },
    # src/codegen/safepoint-table.h, maglev-safepoint-table.h
    "SafepointTable": {"stack_slots": 0, "length": 4, "entry_configuration": 8},
    "MaglevSafepointTable": {
        "stack_slots": 0, "length": 4, "entry_configuration": 8, "num_tagged_slots": 12, "num_untagged_slots": None,
    },
}

CONSTANTS = {
    "SafepointTable": {"header_size": 12},
    # src/objects/deoptimization-data.h
    "DeoptimizationData": {
        "protected_literal_array": 2, "literal_array": 3, "osr_bytecode_offset": 4, "osr_pc_offset": 5,
        "optimization_id": 6, "wrapped_shared_function_info": 7,
        "inlining_positions": 8, "deopt_exit_start": 9, "eager_deopt_count": 10, "lazy_deopt_count": 11,
        "first_deopt_entry": 12,
    },
}

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "stack_slots": None, "is_context_specialized": (5, 1), "marked_for_deoptimization": (6, 1),
        "embedded_objects_cleared": (7, 1), "can_have_weak_objects": (8, 1),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION", "BASELINE", "MAGLEV",
        "TURBOFAN_JS",
    ),
    # src/deoptimizer/translation-opcode.h, frame-translation-builder.cc
    "translation_opcodes": (
        "INTERPRETED_FRAME_WITH_RETURN offset function bytecode +height return_offset return_count",
        "INTERPRETED_FRAME_WITHOUT_RETURN offset function bytecode +height",
        "JAVASCRIPT_BUILTIN_CONTINUATION_FRAME offset function +height",
        "JAVASCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME offset function +height",
        "CONSTRUCT_CREATE_STUB_FRAME function +height",
        "CONSTRUCT_INVOKE_STUB_FRAME function",
        "BUILTIN_CONTINUATION_FRAME offset function +height",
        "JS_TO_WASM_BUILTIN_CONTINUATION_FRAME offset function +height return_kind",
        "WASM_INLINED_INTO_JS_FRAME offset function +height",
        "LIFTOFF_FRAME offset +height +wasm_function",
        "INLINED_EXTRA_ARGUMENTS function +height +parameters",
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "REST_LENGTH",
        "BEGIN_WITHOUT_FEEDBACK +lookback frames js_frames",
        "BEGIN_WITH_FEEDBACK +lookback frames js_frames",
        "BOOL_REGISTER +register",
        "BOOL_STACK_SLOT slot",
        "CAPTURED_OBJECT length",
        "STRING_CONCAT",
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
