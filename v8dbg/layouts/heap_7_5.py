"""The heap, V8 7.5 (Node 12.5 to 12.8)."""

AFTER = "heap_7_4"

CONSTANTS = {
    # src/common/globals.h
    "heap": {"page_size_bits": 18},
}

SIZES = {
    # src/objects/feedback-vector.h
    "FEEDBACK_VECTOR_TYPE": (48, "i32", 32, 8),
    "FEEDBACK_METADATA_TYPE": (16, "feedback_metadata", 8, 4),
    # src/objects/code.h
    "BYTECODE_ARRAY_TYPE": (54, "smi", 8, 1),
}
