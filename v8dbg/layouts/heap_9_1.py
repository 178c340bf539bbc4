"""The heap, V8 9.1 (Node 16.4 to 16.20)."""

AFTER = "heap_9_0"

SIZES = {
    # src/objects/scope-info.tq: no array any more
    "SCOPE_INFO_TYPE": (0, "scope_info", 0, 1),
}
