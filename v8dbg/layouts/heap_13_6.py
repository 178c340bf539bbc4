"""The heap, V8 13.6 (Node 24)."""

AFTER = "heap_12_9"

OFFSETS = {
    # src/heap/mutable-page-metadata.h
    "Page": {"sweeping": 240, "inline_marking_bitmap": 320},
}

SIZES = {
    # src/wasm/wasm-objects.h
    "WASM_DISPATCH_TABLE_TYPE": (40, "i32", 12, 24),
    "WASM_TYPE_INFO_TYPE": (24, "smi", 16, 8),
    # src/objects/free-space-inl.h: bytes in early builds of 13.6, words in later ones
    "FREE_SPACE_TYPE": (0, "free_space", 8, 1),
    # src/objects/feedback-vector.tq
    "FEEDBACK_VECTOR_TYPE": (48, "i32", 8, 8),
}
