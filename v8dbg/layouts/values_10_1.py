"""JavaScript's own values, V8 10.1 (Node 18.0)."""

AFTER = "values_9_5"

OFFSETS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBufferView": {"bit_field": 48},
    "JSTypedArray": {"length": 56, "external_pointer": 64, "base_pointer": 72},
}

BITS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBufferView.bit_field": {"is_length_tracking": (0, 1), "is_backed_by_rab": (1, 1)},
}
