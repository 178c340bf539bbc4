"""The heap, V8 10.2 (Node 18.20)."""

AFTER = "heap_9_5"

OFFSETS = {
    # src/heap/memory-chunk-layout.h
    "Page": {"sweeping": 192},
}

SIZES = {
    # src/objects/code.h
    "BYTECODE_ARRAY_TYPE": (56, "smi", 8, 1),
}
