"""Compiled code, V8 14.6 (Node.js 26)."""

AFTER = "jit_14_1"

BITS = {
    # src/objects/code.h
    "Code.flags": {
        "is_disabled_builtin": (4, 1), "is_turbofanned": (5, 1), "is_context_specialized": (6, 1),
        "marked_for_deoptimization": (7, 1), "embedded_objects_cleared": (8, 1), "can_have_weak_objects": (9, 1),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "FOR_TESTING_JS", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "C_WASM_ENTRY", "INTERPRETED_FUNCTION",
        "BASELINE", "MAGLEV", "TURBOFAN_JS", "WASM_STACK_ENTRY",
    ),
}
