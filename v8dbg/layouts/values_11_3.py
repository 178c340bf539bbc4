"""JavaScript's own values, V8 11.3 (Node 20)."""

AFTER = "values_10_7"

OFFSETS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": {"byte_length": 32, "max_byte_length": 40, "backing_store": 48, "extension": 56, "bit_field": 64},
    # src/objects/js-array-buffer.h, backing-store.h: C++ objects, the length of a growable SharedArrayBuffer
    "ArrayBufferExtension": {"backing_store": 8},
    "BackingStore": {"byte_length": 8},
}

CONSTANTS = {
    # src/objects/dictionary.h
    "NameDictionary": {"prefix_size": 3},
}

BITS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer.bit_field": {"is_resizable_by_js": (5, 1)},
    # src/regexp/regexp-flags.h
    "JSRegExp.flags": {"unicode_sets": (8, 1)},
}
