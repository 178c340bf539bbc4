"""The heap, V8 7.8 (Node 12.22)."""

AFTER = "heap_7_7"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk)
    "Page": {"high_water_mark": 152, "sweeping": 168, "allocated_bytes": 192},
}

SIZES = {
    # src/objects/contexts.h: the microtask queue
    "NATIVE_CONTEXT_TYPE": (24, "smi", 8, 8),
}
