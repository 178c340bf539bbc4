"""JavaScript's own values, V8 7.7 (Node 12.14)."""

AFTER = "values_7_4"

OFFSETS = {
    # src/objects/js-array-buffer.h
    "JSTypedArray": {"tagged_length": None, "length": 48, "external_pointer": 56, "base_pointer": 64},
    "FixedTypedArrayBase": {"base_pointer": None, "external_pointer": None},
    # src/builtins/base.tq
    "PropertyCell": {"name": 8, "property_details_raw": 16},
    # src/objects/map.h
    "Map": {"instance_descriptors": 40},
    "UnboxedDoubles": {"layout_descriptor": 48},
}

BITS = {
    # src/objects/map.h
    "Map.bit_field3": {"is_dictionary_map": (21, 1)},
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
