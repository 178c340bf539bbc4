"""The heap, V8 9.0 (Node 16.0)."""

AFTER = "heap_8_6"

CONSTANTS = {
    # src/heap/linear-allocation-area.h: start, top and limit
    "heap": {"area_words": 3},
}

SIZES = {
    # src/objects/code.h: instructions, then metadata
    "CODE_TYPE": (96, "code_with_metadata", 40, 1),
    # src/objects/swiss-name-dictionary.h
    "SWISS_NAME_DICTIONARY_TYPE": (40, "i32", 12, 18),
}
