"""The heap, V8 7.7 (Node 12.11 to 12.15)."""

AFTER = "heap_7_6"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk), src/heap/basic-memory-chunk.h
    "Page": {"heap": 24, "area_start": 40, "area_end": 48, "owner": 80},
}
