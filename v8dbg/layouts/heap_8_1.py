"""The heap, V8 8.1 (Node 14.0)."""

AFTER = "heap_7_9"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk), src/heap/basic-memory-chunk.h
    "Page": {
        "area_start": 32, "area_end": 40, "owner": 88, "high_water_mark": 152, "sweeping": 168, "allocated_bytes": 192,
    },
}

SIZES = {
    # src/objects/contexts.tq
    "AWAIT_CONTEXT_TYPE": (16, "smi", 8, 8),
    "BLOCK_CONTEXT_TYPE": (16, "smi", 8, 8),
    "CATCH_CONTEXT_TYPE": (16, "smi", 8, 8),
    "DEBUG_EVALUATE_CONTEXT_TYPE": (16, "smi", 8, 8),
    "EVAL_CONTEXT_TYPE": (16, "smi", 8, 8),
    "FUNCTION_CONTEXT_TYPE": (16, "smi", 8, 8),
    "MODULE_CONTEXT_TYPE": (16, "smi", 8, 8),
    "SCRIPT_CONTEXT_TYPE": (16, "smi", 8, 8),
    "WITH_CONTEXT_TYPE": (16, "smi", 8, 8),
    "NATIVE_CONTEXT_TYPE": (24, "smi", 8, 8),
}

LISTS = {
    # src/objects/objects-body-descriptors-inl.h
    "WeakFields": (
        "AllocationSite.weak_next", "CodeDataContainer.next_code_link", "JSFinalizationRegistry.next_dirty",
        "JSWeakRef.target", "WeakCell.target", "WeakCell.unregister_token",
    ),
    "UnvisitedFields": (),
}
