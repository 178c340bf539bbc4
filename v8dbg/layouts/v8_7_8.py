"""V8 7.8: Node.js 12.16 to 12.22."""

AFTER = "v8_7_4"

OFFSETS = {
    # src/builtins/base.tq
    "JSMessageObject": {"start_position": 72, "end_position": 80, "error_level": 88},
    # src/objects/bytecode-array.tq; the first bytecode as InterpreterEntryTrampoline has it
    "BytecodeArray": {
        "osr_nesting_level": 52, "bytecode_age": 53, "header_size": 54, "data": 54, "interrupt_budget": None,
    },
    # src/objects
    "UncompiledDataWithPreparseData": {"preparse_data": 24},
}
