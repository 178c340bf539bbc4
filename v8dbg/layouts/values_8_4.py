"""JavaScript's own values, V8 8.4 (Node 14.21)."""

AFTER = "values_8_1"

OFFSETS = {
    # src/objects/js-array-buffer.tq: an extension came before the flags
    "JSArrayBuffer": {"bit_field": 48},
}

BITS = {
    # src/objects/frame-array.h
    "FrameArray.how": {"is_constructor": (3, 1), "is_async": (5, 1)},
}
