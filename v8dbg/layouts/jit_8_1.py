"""Compiled code, V8 8.1 (Node.js 14.0)."""

AFTER = "jit_7_8"

CONSTANTS = {
    # src/codegen/source-position-table.h
    "SourcePositionTable": {"first_code_offset": -1},
}
