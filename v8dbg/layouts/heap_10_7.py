"""The heap, V8 10.7 (Node 19.0 and 19.1)."""

AFTER = "heap_10_2"

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "old_space", "code_space", "map_space", "new_space", "large_object_space",
        "code_large_object_space", "new_large_object_space",
    ),
}

SIZES = {
    # src/objects/bytecode-array.tq
    "BYTECODE_ARRAY_TYPE": (54, "smi", 8, 1),
}
