"""Compiled code, V8 8.6 (Node.js 15)."""

AFTER = "jit_8_4"

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "kind": (0, 4), "is_turbofanned": (4, 1), "stack_slots": (5, 24), "is_off_heap_trampoline": (29, 1),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
        "INTERPRETED_FUNCTION", "NATIVE_CONTEXT_INDEPENDENT",
    ),
}
