"""The heap, V8 11.3 (Node 20)."""

AFTER = "heap_10_8"

OFFSETS = {
    # src/heap/memory-chunk-layout.h
    "Page": {"sweeping": 224},
}

CONSTANTS = {
    # src/objects/contexts.h: only NEXT_CONTEXT_LINK
    "NativeContext": {"weak_slots": 1},
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "new_space", "old_space", "code_space", "shared_space", "new_large_object_space",
        "large_object_space", "code_large_object_space", "shared_large_object_space",
    ),
}

SIZES = {
    # src/objects/instruction-stream.h: its Code knows its size
    "CODE_TYPE": None,
    # src/objects/feedback-vector.tq
    "FEEDBACK_VECTOR_TYPE": (56, "i32", 8, 8),
    # src/wasm/wasm-objects.h
    "WASM_NULL_TYPE": (8, "none", 0, 0),
    "INSTRUCTION_STREAM_TYPE": (16, "stream_of_code", 8, 1),
}
