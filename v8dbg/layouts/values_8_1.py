"""JavaScript's own values, V8 8.1 (Node 14.0)."""

AFTER = "values_7_9"

OFFSETS = {
    # src/common/globals.h: no more doubles without a box
    "UnboxedDoubles": {"layout_descriptor": None},
    # src/objects/contexts.h
    "NativeContext": {"embedder_data": 48},
}
