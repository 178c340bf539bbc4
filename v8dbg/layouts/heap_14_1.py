"""The heap, V8 14.1 (Node 25)."""

AFTER = "heap_13_6"

OFFSETS = {
    # src/heap/mutable-page-metadata.h
    "Page": {"sweeping": 248, "inline_marking_bitmap": 336},
}

SIZES = {
    # src/wasm/wasm-objects.h
    "WASM_DISPATCH_TABLE_TYPE": (40, "i32", 12, 16),
    # src/objects/free-space-inl.h
    "FREE_SPACE_TYPE": (0, "smi", 8, 8),
    # src/objects/string.h
    "DOUBLE_STRING_CACHE_TYPE": (16, "i32", 8, 16),
    # src/objects/descriptor-array.tq
    "DESCRIPTOR_ARRAY_TYPE": (32, "i16", 8, 24),
    "STRONG_DESCRIPTOR_ARRAY_TYPE": (32, "i16", 8, 24),
}
