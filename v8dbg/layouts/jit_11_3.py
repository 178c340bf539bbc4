"""Compiled code, V8 11.3 (Node.js 20)."""

AFTER = "jit_10_8"

OFFSETS = {
    # src/objects/code.h: Code, which describes an InstructionStream
    "CompiledCode": {
        "instruction_stream": 32, "instruction_start": 40, "kind_specific_flags": 54, "instruction_size": 56,
        "metadata_size": 60, "handler_table_offset": 72, "instructions": None, "code_data_container": None,
    },
    "InstructionStream": {"code": 8},
    # src/codegen/maglev-safepoint-table.h
    "MaglevSafepointTable": {"length": 0, "entry_configuration": 4, "num_tagged_slots": 8, "num_untagged_slots": 12},
}

CONSTANTS = {
    # src/codegen/maglev-safepoint-table.h
    "MaglevSafepointTable": {"header_size": 16},
}

BITS = {
    # src/heap/basic-memory-chunk.h
    "MemoryChunk.flags": {"is_executable": (21, 1)},
    # src/objects/code.h
    "Code.flags": {"is_off_heap_trampoline": None},
}

LISTS = {
    # src/deoptimizer/translation-opcode.h
    "translation_opcodes": (
        "ARGUMENTS_ELEMENTS type",
        "ARGUMENTS_LENGTH",
        "BEGIN_WITHOUT_FEEDBACK +lookback frames js_frames",
        "BEGIN_WITH_FEEDBACK +lookback frames js_frames",
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
        "INTERPRETED_FRAME_WITH_RETURN offset function height return_offset return_count",
        "INTERPRETED_FRAME_WITHOUT_RETURN offset function height",
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
        "MATCH_PREVIOUS_TRANSLATION +count",
    ),
}
