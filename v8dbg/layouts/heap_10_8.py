"""The heap, V8 10.8 (Node 19.2 to 19.8)."""

AFTER = "heap_10_7"

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "old_space", "code_space", "map_space", "shared_space", "new_space",
        "large_object_space", "code_large_object_space", "new_large_object_space", "shared_large_object_space",
    ),
}
