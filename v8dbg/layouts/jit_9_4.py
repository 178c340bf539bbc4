"""Compiled code, V8 9.4 (Node.js 16.9 and later)."""

AFTER = "jit_9_0"

CONSTANTS = {
    # src/baseline/baseline-compiler.h: the table has the size of each bytecode's instructions
    "bytecode_offset_table": {"pairs": None},
    # src/base/vlq.h
    "translation": {"continue_bit": 0x80},
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
        "INTERPRETED_FUNCTION", "BASELINE", "TURBOPROP", "TURBOFAN",
    ),
}
