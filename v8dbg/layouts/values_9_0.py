"""JavaScript's own values, V8 9.0 (Node 16.0)."""

AFTER = "values_8_6"

BITS = {
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {"linear": (6, 1), "has_indices": (7, 1)},
}
