"""Compiled code, V8 8.4 (Node.js 14.5 and later)."""

AFTER = "jit_8_1"

OFFSETS = {
    # src/objects/code.h
    "CompiledCode": {"instructions": 96},
}

LISTS = {
    # src/objects/code.h: Code::Kind
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
    ),
}
