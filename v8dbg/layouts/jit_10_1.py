"""Compiled code, V8 10.1 (Node.js 18)."""

AFTER = "jit_9_5"

OFFSETS = {
    # src/codegen/safepoint-table.h
    "SafepointTable": {"entry_size": None, "entry_configuration": 4},
}

BITS = {
    # src/codegen/safepoint-table.h
    "SafepointTable.entry_configuration": {
        "has_deopt_data": (0, 1), "register_indexes_size": (1, 3), "pc_size": (4, 3), "deopt_index_size": (7, 3),
        "tagged_slots_bytes": (10, 22),
    },
}

LISTS = {
    # src/objects/code-kind.h
    "CodeKind": (
        "BYTECODE_HANDLER", "FOR_TESTING", "BUILTIN", "REGEXP", "WASM_FUNCTION", "WASM_TO_CAPI_FUNCTION",
        "WASM_TO_JS_FUNCTION", "JS_TO_WASM_FUNCTION", "JS_TO_JS_FUNCTION", "C_WASM_ENTRY",
        "INTERPRETED_FUNCTION", "BASELINE", "MAGLEV", "TURBOFAN",
    ),
}
