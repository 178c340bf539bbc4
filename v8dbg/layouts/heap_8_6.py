"""The heap, V8 8.6 (Node 15)."""

AFTER = "heap_8_4"

OFFSETS = {
    # src/heap/memory-chunk-layout.h; the mark bits lie before the first object
    "Page": {
        "heap": 16, "area_start": 24, "area_end": 32, "allocated_bytes": 40, "high_water_mark": 56, "owner": 64,
        "sweeping": 176, "marking_bitmap": None,
    },
}

CONSTANTS = {
    # src/heap/memory-chunk-layout.cc: bytes between a data page's mark bits and its first object
    "heap": {"behind_mark_bits": 8},
}

SIZES = {
    # src/objects/feedback-vector.tq
    "FEEDBACK_VECTOR_TYPE": (48, "i32", 8, 8),
    # src/objects/arguments.tq: context and arguments are not counted
    "SLOPPY_ARGUMENTS_ELEMENTS_TYPE": (32, "smi", 8, 8),
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "old_space", "code_space", "map_space", "large_object_space", "code_large_object_space",
        "new_large_object_space", "new_space",
    ),
}
