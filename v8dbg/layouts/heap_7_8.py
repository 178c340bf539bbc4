"""The heap, V8 7.8 (Node 12.22)."""

AFTER = "heap_7_4"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk), src/heap/basic-memory-chunk.h
    "Page": {"heap": 24, "area_start": 40, "area_end": 48, "owner": 80},
}

CONSTANTS = {
    # src/common/globals.h
    "heap": {"page_size_bits": 18},
}

SIZES = {
    # src/objects/feedback-vector.h
    "FEEDBACK_VECTOR_TYPE": (48, "i32", 32, 8),
    "FEEDBACK_METADATA_TYPE": (16, "feedback_metadata", 8, 4),
    # src/objects/contexts.h: the microtask queue
    "NATIVE_CONTEXT_TYPE": (24, "smi", 8, 8),
    # src/objects/code.h
    "BYTECODE_ARRAY_TYPE": (54, "smi", 8, 1),
}
