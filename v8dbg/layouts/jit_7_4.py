"""Compiled code, V8 7.4 (Node.js 12.0)."""

AFTER = None

OFFSETS = {
    # src/objects/code.h: Code, whose instructions follow its fields
    "CompiledCode": {
        "deoptimization_data": 16, "position_table": 24, "code_data_container": 32, "instruction_size": 40, "flags": 44,
        "safepoint_table_offset": 48, "handler_table_offset": 52, "builtin_id": 60, "instructions": 64,
        "kind_specific_flags": 16,
    },
    "SourcePositionTableWithFrameCache": {"source_position_table": 8},
    # src/codegen/safepoint-table.h
    "SafepointTable": {"length": 0, "entry_size": 4},
    # src/objects/fixed-array.h: the length is a Smi, its value the upper half of the word
    "array": {"length32": 12, "elements": 16, "bytes": 16},
}

CONSTANTS = {
    # src/codegen/safepoint-table.h
    "SafepointTable": {"header_size": 8, "fixed_entry_size": 12, "no_deopt_index": 0x7FFFFFFF},
    # src/objects/code.h: indices of the array, then of one deoptimization entry
    "DeoptimizationData": {
        "frame_translation": 0, "inlined_function_count": 1, "literal_array": 2, "osr_bytecode_offset": 3,
        "osr_pc_offset": 4, "optimization_id": 5, "shared_function_info": 6, "inlining_positions": 7,
        "first_deopt_entry": 8, "bytecode_offset": 0, "translation_index": 1, "pc": 2, "deopt_entry_size": 3,
    },
    # src/deoptimizer/deoptimizer.cc (TranslationBuffer::Add): the bit of a byte that says that more follow
    # and whether the height of an interpreted frame counts the accumulator (InstructionSelector)
    "translation": {"continue_bit": 1, "height_has_accumulator": 1},
    # src/codegen/source-position-table.h: what the first code offset counts from
    "SourcePositionTable": {"first_code_offset": 0},
    # src/utils/utils.h: BailoutId::kFirstBuiltinContinuationId
    "BytecodeOffset": {"first_builtin_continuation": 1},
}

BITS = {
    # src/heap/basic-memory-chunk.h
    "MemoryChunk.flags": {"is_executable": (0, 1)},
    # src/objects/code.h
    "Code.flags": {
        "kind": (1, 5), "is_turbofanned": (6, 1), "stack_slots": (7, 24), "is_off_heap_trampoline": (31, 1),
    },
    "Code.kind_specific_flags": {"marked_for_deoptimization": (0, 1), "embedded_objects_cleared": (1, 1)},
}

LISTS = {
    # src/objects/code.h: Code::Kind
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_JS_FUNCTION",
        "JS_TO_WASM_FUNCTION", "WASM_INTERPRETER_ENTRY", "C_WASM_ENTRY",
    ),
    # src/deoptimizer/deoptimizer.h, with the names of the operands
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
        "ARGUMENTS_LENGTH type",
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
