"""Bit fields of heap objects that only `v8print` shows, V8 7.8 (Node 12.16 to 12.22)."""

AFTER = "bits_7_7"

BITS = {
    # src/objects/allocation-site.h
    "AllocationSite.transition_info_or_boilerplate": {"elements_kind": (0, 6), "do_not_inline": (6, 1)},
}
