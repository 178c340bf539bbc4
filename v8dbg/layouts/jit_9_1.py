"""Compiled code, V8 9.1 (Node.js 16.4 and later)."""

AFTER = "jit_9_0"

CONSTANTS = {
    # src/baseline/baseline-compiler.h: the table has the size of each bytecode's instructions
    "bytecode_offset_table": {"pairs": None},
    # src/base/vlq.h
    "translation": {"continue_bit": 0x80},
}
