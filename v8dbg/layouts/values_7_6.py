"""JavaScript's own values, V8 7.6 (Node 12.9 and later)."""

AFTER = "values_7_5"

OFFSETS = {
    # src/objects/js-array-buffer.h
    "JSTypedArray": {"tagged_length": None, "length": 48, "external_pointer": 56, "base_pointer": 64},
    "FixedTypedArrayBase": {"base_pointer": None, "external_pointer": None},
    # src/objects/map.h
    "Map": {"instance_descriptors": 40},
    "UnboxedDoubles": {"layout_descriptor": 48},
}

_TYPED = (
    "UINT8_ELEMENTS",
    "INT8_ELEMENTS",
    "UINT16_ELEMENTS",
    "INT16_ELEMENTS",
    "UINT32_ELEMENTS",
    "INT32_ELEMENTS",
    "FLOAT32_ELEMENTS",
    "FLOAT64_ELEMENTS",
    "UINT8_CLAMPED_ELEMENTS",
    "BIGUINT64_ELEMENTS",
    "BIGINT64_ELEMENTS",
)

LISTS = {
    # src/objects/elements-kind.h
    "ElementsKind": (
        "PACKED_SMI_ELEMENTS",
        "HOLEY_SMI_ELEMENTS",
        "PACKED_ELEMENTS",
        "HOLEY_ELEMENTS",
        "PACKED_DOUBLE_ELEMENTS",
        "HOLEY_DOUBLE_ELEMENTS",
        "PACKED_SEALED_ELEMENTS",
        "HOLEY_SEALED_ELEMENTS",
        "PACKED_FROZEN_ELEMENTS",
        "HOLEY_FROZEN_ELEMENTS",
        "DICTIONARY_ELEMENTS",
        "FAST_SLOPPY_ARGUMENTS_ELEMENTS",
        "SLOW_SLOPPY_ARGUMENTS_ELEMENTS",
        "FAST_STRING_WRAPPER_ELEMENTS",
        "SLOW_STRING_WRAPPER_ELEMENTS",
        *_TYPED,
        "NO_ELEMENTS",
    ),
}
