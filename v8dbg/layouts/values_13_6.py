"""JavaScript's own values, V8 13.6 (Node 24)."""

AFTER = "values_12_9"

OFFSETS = {
    # src/objects/js-array-buffer.h
    "ArrayBufferExtension": {"backing_store": 0},
}

_TYPED = (
    "UINT8_ELEMENTS",
    "INT8_ELEMENTS",
    "UINT16_ELEMENTS",
    "INT16_ELEMENTS",
    "UINT32_ELEMENTS",
    "INT32_ELEMENTS",
    "BIGUINT64_ELEMENTS",
    "BIGINT64_ELEMENTS",
    "UINT8_CLAMPED_ELEMENTS",
    "FLOAT32_ELEMENTS",
    "FLOAT64_ELEMENTS",
    "FLOAT16_ELEMENTS",
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
        "SHARED_ARRAY_ELEMENTS",
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
        "RAB_GSAB_BIGUINT64_ELEMENTS",
        "RAB_GSAB_BIGINT64_ELEMENTS",
        "RAB_GSAB_UINT8_CLAMPED_ELEMENTS",
        "RAB_GSAB_FLOAT32_ELEMENTS",
        "RAB_GSAB_FLOAT64_ELEMENTS",
        "RAB_GSAB_FLOAT16_ELEMENTS",
        "WASM_ARRAY_ELEMENTS",
        "NO_ELEMENTS",
    ),
}

CONSTANTS = {
    # src/objects/call-site-info.h: words of each frame of an error, all in one FixedArray: V8 14.6 and Node 24.22
    "FrameArray": {
        "first": 0, "frame_size": 6, "code": 0, "receiver": 1, "function": 2, "offset": 3, "flags": 5, "how": 5,
    },
}

BITS = {
    # src/objects/call-site-info.tq
    "FrameArray.how": {"is_constructor": (3, 1), "is_async": (5, 1)},
}
