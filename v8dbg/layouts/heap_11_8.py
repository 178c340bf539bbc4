"""The heap, V8 11.8 (Node 21)."""

AFTER = "heap_11_3"

OFFSETS = {
    # src/heap/memory-chunk-layout.h
    "Page": {"sweeping": 216},
}

CONSTANTS = {
    # src/heap/memory-chunk-layout.h: the mark bits end the header
    "heap": {"behind_mark_bits": 0},
}

SIZES = {
    # src/objects/instruction-stream.h, bytecode-array.tq, fixed-array.tq
    "INSTRUCTION_STREAM_TYPE": (32, "stream", 24, 1),
    "BYTECODE_ARRAY_TYPE": (52, "smi", 8, 1),
    "ARRAY_LIST_TYPE": (24, "smi", 8, 8),
    "EXTERNAL_POINTER_ARRAY_TYPE": (16, "smi", 8, 8),
}
