"""JavaScript's own values, V8 7.7 (Node 12.11 and later)."""

AFTER = "values_7_6"

OFFSETS = {
    # src/objects/module.h
    "Module": {"exports": 8},
}

BITS = {
    # src/objects/map.h
    "Map.bit_field3": {"is_dictionary_map": (21, 1)},
}
