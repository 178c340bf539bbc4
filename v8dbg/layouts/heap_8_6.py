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
    "heap": {"behind_mark_bits": 8, "area_words": 3},
}

SIZES = {
    # src/objects/arguments.tq: context and arguments are not counted
    "SLOPPY_ARGUMENTS_ELEMENTS_TYPE": (32, "smi", 8, 8),
}
