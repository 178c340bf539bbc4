"""Compiled code, V8 7.8 (Node.js 12.11 and later)."""

AFTER = "jit_7_4"

CONSTANTS = {
    # src/codegen/safepoint-table.h
    "SafepointTable": {"no_deopt_index": 0xFFFFFFFF},
    # src/deoptimizer/deoptimizer.cc: TranslatedFrame::GetValueCount
    "translation": {"height_has_accumulator": None},
    # src/objects/code.h
    "DeoptimizationData": {"deopt_exit_start": 8, "first_deopt_entry": 9},
}

LISTS = {
    # src/objects/code.h: Code::Kind
    "CodeKind": (
        "OPTIMIZED_FUNCTION", "BYTECODE_HANDLER", "STUB", "BUILTIN", "REGEXP", "WASM_FUNCTION",
        "WASM_TO_CAPI_FUNCTION", "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION",
        "WASM_INTERPRETER_ENTRY", "C_WASM_ENTRY",
    ),
}
