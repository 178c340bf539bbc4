"""The heap, V8 8.1 (Node 14.0)."""

AFTER = "heap_7_8"

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk), src/heap/basic-memory-chunk.h
    "Page": {"heap": 24, "area_start": 32, "area_end": 40, "owner": 88},
}
