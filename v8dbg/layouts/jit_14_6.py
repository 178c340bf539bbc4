"""Compiled code, V8 14.6 (Node.js 26)."""

AFTER = "jit_14_1"

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "FOR_TESTING_JS", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION",
        "BASELINE", "MAGLEV", "TURBOFAN_JS", "WASM_STACK_ENTRY",
    ),
}
