"""The heap, V8 9.0 (Node 16.0)."""

AFTER = "heap_8_6"

SIZES = {
    # src/objects/feedback-vector.tq
    "FEEDBACK_VECTOR_TYPE": (48, "i32", 8, 8),
    # src/objects/code.h: instructions, then metadata
    "CODE_TYPE": (96, "code_with_metadata", 40, 1),
    # src/objects/swiss-name-dictionary.h
    "SWISS_NAME_DICTIONARY_TYPE": (40, "i32", 12, 18),
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "old_space", "code_space", "map_space", "large_object_space", "code_large_object_space",
        "new_large_object_space", "new_space",
    ),
}
