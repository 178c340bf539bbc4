"""Compiled code, V8 12.4 (Node.js 22)."""

AFTER = "jit_11_8"

OFFSETS = {
    # src/objects/code.h
    "CompiledCode": {
        "instruction_stream": 32, "instruction_start": 40, "flags": 48, "instruction_size": 52, "metadata_size": 56,
        "handler_table_offset": 68, "builtin_id": 80,
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION", "BASELINE", "MAGLEV",
        "TURBOFAN",
    ),
}
