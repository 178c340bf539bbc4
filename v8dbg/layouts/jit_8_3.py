"""Compiled code, V8 8.3 (Node.js 14.5)."""

AFTER = "jit_7_8"

CONSTANTS = {
    # src/objects/code.h
    "DeoptimizationData": {"non_lazy_deopt_count": 9, "first_deopt_entry": 10},
    # src/codegen/source-position-table.h: kFunctionEntryBytecodeOffset
    "SourcePositionTable": {"first_code_offset": -1},
}

LISTS = {
    # src/objects/code.h: Code::Kind
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
    ),
}
