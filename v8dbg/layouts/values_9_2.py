"""JavaScript's own values, V8 9.2 (Node 16.6)."""

AFTER = "values_9_0"

OFFSETS = {
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer": {"backing_store": 40, "bit_field": 56},
}

BITS = {
    # src/objects/map.tq
    "Map.bit_field2": {"elements_kind": (2, 6)},
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
        "PACKED_NONEXTENSIBLE_ELEMENTS",
        "HOLEY_NONEXTENSIBLE_ELEMENTS",
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
        "RAB_GSAB_UINT8_ELEMENTS",
        "RAB_GSAB_INT8_ELEMENTS",
        "RAB_GSAB_UINT16_ELEMENTS",
        "RAB_GSAB_INT16_ELEMENTS",
        "RAB_GSAB_UINT32_ELEMENTS",
        "RAB_GSAB_INT32_ELEMENTS",
        "RAB_GSAB_FLOAT32_ELEMENTS",
        "RAB_GSAB_FLOAT64_ELEMENTS",
        "RAB_GSAB_UINT8_CLAMPED_ELEMENTS",
        "RAB_GSAB_BIGUINT64_ELEMENTS",
        "RAB_GSAB_BIGINT64_ELEMENTS",
        "WASM_ARRAY_ELEMENTS",
        "NO_ELEMENTS",
    ),
}
