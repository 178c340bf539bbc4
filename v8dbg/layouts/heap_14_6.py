"""The heap, V8 14.6 (Node 26)."""

AFTER = "heap_14_1"

OFFSETS = {
    # src/heap/mutable-page.h, base-page.h
    "Page": {"inline_marking_bitmap": 320},
}

SIZES = {
    # src/wasm/wasm-objects.h
    "WASM_DISPATCH_TABLE_FOR_IMPORTS_TYPE": (24, "i32", 8, 16),
    # src/objects/hole.h
    "HOLE_TYPE": (8 + (64 << 10), "none", 0, 0),
}
