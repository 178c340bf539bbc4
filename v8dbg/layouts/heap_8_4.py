"""The heap, V8 8.4 (Node 14.21)."""

AFTER = "heap_8_1"

SIZES = {
    # src/objects/code.h
    "CODE_TYPE": (96, "code", 40, 1),
}
