"""The heap, V8 12.9 (Node 23)."""

AFTER = "heap_12_4"

OFFSETS = {
    # src/heap/memory-chunk.h
    "PageStart": {"metadata": 8},
    # src/heap/memory-chunk-metadata.h, mutable-page-metadata.h: apart from the page
    "Page": {
        "allocated_bytes": 24, "high_water_mark": 40, "size": 48, "area_end": 56, "heap": 64, "area_start": 72,
        "owner": 80, "sweeping": 256, "inline_marking_bitmap": 336,
    },
}

SIZES = {
    # src/objects/feedback-vector.h: and two bytes for each closure
    "FEEDBACK_METADATA_TYPE": (16, "feedback_metadata_with_closures", 8, 4),
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "new_space", "old_space", "code_space", "shared_space", "trusted_space",
        "shared_trusted_space", "new_large_object_space", "large_object_space", "code_large_object_space",
        "shared_large_object_space", "shared_trusted_large_object_space", "trusted_large_object_space",
    ),
}
