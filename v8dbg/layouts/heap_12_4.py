"""The heap, V8 12.4 (Node 22)."""

AFTER = "heap_11_8"

OFFSETS = {
    # src/heap/memory-chunk-layout.h: flags and a pointer come first
    "PageStart": {"flags": 0},
    "Page": {
        "size": 16, "heap": 24, "area_start": 32, "area_end": 40, "allocated_bytes": 48, "high_water_mark": 64,
        "owner": 72, "sweeping": 240,
    },
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "new_space", "old_space", "code_space", "shared_space", "trusted_space",
        "new_large_object_space", "large_object_space", "code_large_object_space", "shared_large_object_space",
        "trusted_large_object_space",
    ),
}

SIZES = {
    # src/wasm/wasm-objects.h: room for so many entries
    "WASM_DISPATCH_TABLE_TYPE": (16, "i32", 12, 24),
    # src/objects/literal-objects.tq, regexp-match-info.tq, contexts.tq
    "OBJECT_BOILERPLATE_DESCRIPTION_TYPE": (32, "smi", 8, 8),
    "REG_EXP_MATCH_INFO_TYPE": (40, "smi", 8, 8),
    "SCRIPT_CONTEXT_TABLE_TYPE": (32, "smi", 8, 8),
    # src/objects/bytecode-array.tq
    "BYTECODE_ARRAY_TYPE": (64, "smi", 8, 1),
}
