"""Compiled code, V8 14.1 (Node.js 25)."""

AFTER = "jit_13_6"

OFFSETS = {
    # src/objects/code.h: after the place of the jump tables
    "CompiledCode": {"builtin_id": 90},
}

CONSTANTS = {
    # src/codegen/source-position-table.cc: bits below the code offset, is_statement the lowest
    "SourcePositionTable": {"flag_bits": 2},
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION", "BASELINE", "MAGLEV",
        "TURBOFAN_JS", "WASM_STACK_ENTRY",
    ),
}
