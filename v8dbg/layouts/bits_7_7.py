"""Bit fields of heap objects that only `v8print` shows, V8 7.7 (Node 12.11 to 12.15)."""

AFTER = "bits_7_4"

BITS = {
    # src/objects/map.h
    "Map.bit_field3": {
        "enum_length": (0, 10), "number_of_own_descriptors": (10, 10), "is_prototype_map": (20, 1),
        "is_dictionary_map": (21, 1), "owns_descriptors": (22, 1), "is_in_retained_map_list": (23, 1),
        "is_deprecated": (24, 1), "is_unstable": (25, 1), "is_migration_target": (26, 1), "is_extensible": (27, 1),
        "may_have_interesting_symbols": (28, 1), "construction_counter": (29, 3),
    },
}
