"""Bit fields of heap objects that only `v8print` shows, V8 9.2 (Node 16.6 to 16.8)."""

AFTER = "bits_9_1"

BITS = {
    # src/objects/allocation-site.h
    "AllocationSite.transition_info_or_boilerplate": {"elements_kind": (0, 6), "do_not_inline": (6, 1)},
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer.bit_field": {"is_resizable": (5, 1)},
    "JSArrayBufferView.bit_field": {"is_length_tracking": (0, 1), "is_backed_by_rab": (1, 1)},
    # src/objects/map.tq
    "Map.bit_field2": {"elements_kind": (2, 6)},
}
