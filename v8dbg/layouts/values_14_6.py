"""JavaScript's own values, V8 14.6 (Node 26)."""

AFTER = "values_14_1"

OFFSETS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo": {"name": 16},
    # src/objects/code.tq
    "CodeWrapper": {"code": 8},
}

BITS = {
    # src/objects/name.tq: one field says what kind of private symbol it is; 0 is none, a name of a class is 2 or 3
    "Symbol.flags": {"is_private": (0, 2), "is_private_name": (1, 1), "is_well_known_symbol": (2, 1)},
}
