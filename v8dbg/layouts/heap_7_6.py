"""The heap, V8 7.6 (Node 12.9 and 12.10)."""

AFTER = "heap_7_5"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk)
    "Page": {"high_water_mark": 144, "sweeping": 160, "allocated_bytes": 184},
}
