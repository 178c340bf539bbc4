"""The heap, V8 7.9 (Node 13)."""

AFTER = "heap_7_8"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk)
    "Page": {"owner": 96, "high_water_mark": 160, "sweeping": 176, "allocated_bytes": 200},
}

SIZES = {
    # src/objects/contexts.h: the length shares its word with a flag
    "AWAIT_CONTEXT_TYPE": (16, "context", 8, 8),
    "BLOCK_CONTEXT_TYPE": (16, "context", 8, 8),
    "CATCH_CONTEXT_TYPE": (16, "context", 8, 8),
    "DEBUG_EVALUATE_CONTEXT_TYPE": (16, "context", 8, 8),
    "EVAL_CONTEXT_TYPE": (16, "context", 8, 8),
    "FUNCTION_CONTEXT_TYPE": (16, "context", 8, 8),
    "MODULE_CONTEXT_TYPE": (16, "context", 8, 8),
    "SCRIPT_CONTEXT_TYPE": (16, "context", 8, 8),
    "WITH_CONTEXT_TYPE": (16, "context", 8, 8),
    "NATIVE_CONTEXT_TYPE": (24, "context", 8, 8),
}
