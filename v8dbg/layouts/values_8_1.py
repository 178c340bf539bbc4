"""JavaScript's own values, V8 8.1 (Node 14.0)."""

AFTER = "values_7_8"

OFFSETS = {
    # src/common/globals.h: no more doubles without a box
    "UnboxedDoubles": {"layout_descriptor": None},
    # src/objects/contexts.h
    "NativeContext": {"embedder_data": 48},
}

BITS = {
    # src/objects/js-array-buffer.tq: a flag for asm.js came before
    "JSArrayBuffer.bit_field": {"is_shared": (4, 1)},
}
