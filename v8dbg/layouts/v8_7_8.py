"""V8 7.8: Node.js 12.16 to 12.22."""

AFTER = "v8_7_4"

OFFSETS = {
    # src/builtins/base.tq
    "JSMessageObject": {"start_position": 72, "end_position": 80, "error_level": 88},
    # src/objects
    "UncompiledDataWithPreparseData": {"preparse_data": 24},
}
