"""JavaScript's own values, V8 11.3 (Node 20)."""

AFTER = "values_10_8"

OFFSETS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": {"byte_length": 32, "backing_store": 48, "bit_field": 64},
}

CONSTANTS = {
    # src/objects/dictionary.h
    "NameDictionary": {"prefix_size": 3},
}

BITS = {
    # src/regexp/regexp-flags.h
    "JSRegExp.flags": {"unicode_sets": (8, 1)},
}
