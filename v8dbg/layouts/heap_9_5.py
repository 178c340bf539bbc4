"""The heap, V8 9.5 (Node 17)."""

AFTER = "heap_9_1"

OFFSETS = {
    # src/heap/memory-chunk-layout.h
    "Page": {"sweeping": 200},
}

CONSTANTS = {
    # src/common/globals.h
    "heap": {"code_alignment": 64},
}

SIZES = {
    # src/objects/code.h
    "CODE_TYPE": (128, "code_with_metadata", 40, 1),
    # src/wasm/wasm-objects.tq
    "WASM_STRUCT_TYPE": (0, "wasm_struct", 0, 1),
    "WASM_ARRAY_TYPE": (24, "wasm_array", 16, 1),
    "WASM_TYPE_INFO_TYPE": (40, "smi", 32, 8),
}
