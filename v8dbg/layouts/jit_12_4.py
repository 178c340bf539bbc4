"""Compiled code, V8 12.4 (Node.js 22)."""

AFTER = None

OFFSETS = {
    # src/codegen/safepoint-table.h
    "SafepointTable": {"length": 0, "entry_configuration": 4},
    # src/codegen/maglev-safepoint-table.h
    "MaglevSafepointTable": {"length": 0, "entry_configuration": 4, "num_tagged_slots": 8, "num_untagged_slots": 12},
    # src/objects/fixed-array.h: the length is a Smi, its value the upper half of the word
    "array": {"length32": 12, "elements": 16, "bytes": 16},
}

CONSTANTS = {
    "SafepointTable": {"header_size": 8},
    "MaglevSafepointTable": {"header_size": 16},
    # src/objects/deoptimization-data.h: indices of the array, then of one deoptimization entry
    "DeoptimizationData": {
        "frame_translation": 0, "inlined_function_count": 1, "literal_array": 2, "osr_bytecode_offset": 3,
        "osr_pc_offset": 4, "optimization_id": 5, "shared_function_info": 6, "inlining_positions": 7,
        "deopt_exit_start": 8, "eager_deopt_count": 9, "lazy_deopt_count": 10, "first_deopt_entry": 11,
        "bytecode_offset": 0, "translation_index": 1, "pc": 2, "deopt_entry_size": 3,
    },
    # src/base/vlq.h, src/deoptimizer/frame-translation-builder.cc: the bit that says that bytes follow
    "translation": {"continue_bit": 0x80, "opcode_is_byte": 1},
    # src/codegen/source-position-table.h: what the first code offset counts from
    "SourcePositionTable": {"first_code_offset": -1},
    # src/utils/utils.h: BytecodeOffset::kFirstBuiltinContinuationId
    "BytecodeOffset": {"first_builtin_continuation": 1},
}

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "kind": (0, 4), "is_turbofanned": (4, 1), "stack_slots": (5, 24), "marked_for_deoptimization": (29, 1),
        "embedded_objects_cleared": (30, 1), "can_have_weak_objects": (31, 1),
    },
    # src/codegen/safepoint-table.h
    "SafepointTable.entry_configuration": {
        "has_deopt_data": (0, 1), "register_indexes_size": (1, 3), "pc_size": (4, 3), "deopt_index_size": (7, 3),
        "tagged_slots_bytes": (10, 22),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION", "BASELINE", "MAGLEV",
        "TURBOFAN",
    ),
    # src/deoptimizer/translation-opcode.h, with the names of the operands; + marks an unsigned one
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
        "INLINED_EXTRA_ARGUMENTS function height",
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "BEGIN_WITHOUT_FEEDBACK +lookback frames js_frames",
        "BEGIN_WITH_FEEDBACK +lookback frames js_frames",
        "BOOL_REGISTER +register",
        "BOOL_STACK_SLOT slot",
        "CAPTURED_OBJECT length",
        "DOUBLE_REGISTER +register",
        "DOUBLE_STACK_SLOT slot",
        "HOLEY_DOUBLE_REGISTER +register",
        "HOLEY_DOUBLE_STACK_SLOT slot",
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
