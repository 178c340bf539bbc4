"""The heap: spaces, pages, sizes of objects, V8 7.4 (Node 12.0)."""

AFTER = None

OFFSETS = {
    # src/heap/spaces.h (MemoryChunk), src/heap/basic-memory-chunk.h; bytes from the page's start
    "PageStart": {"flags": 8},
    "Page": {
        "size": 0, "marking_bitmap": 16, "heap": 48, "owner": 64, "area_start": 72, "area_end": 80,
        "high_water_mark": 152, "sweeping": 168, "allocated_bytes": 192,
    },
}

CONSTANTS = {
    # src/common/globals.h: kPageSizeBits, kCodeAlignment
    # src/heap/spaces.h: words of a LinearAllocationArea (top and limit)
    "heap": {"page_size_bits": 19, "code_alignment": 32, "area_words": 2},
    # src/objects/contexts.h: NATIVE_CONTEXT_SLOTS - FIRST_WEAK_SLOT
    "NativeContext": {"weak_slots": 3},
}

BITS = {
    # src/heap/spaces.h
    "PageStart.flags": {"from_page": (3, 1), "to_page": (4, 1)},
}

LISTS = {
    # src/common/globals.h
    "AllocationSpace": (
        "read_only_space", "new_space", "old_space", "code_space", "map_space", "large_object_space",
        "code_large_object_space", "new_large_object_space",
    ),
    # src/objects/objects-body-descriptors-inl.h: visited as custom weak pointers, whatever their tag
    "WeakFields": (
        "AllocationSite.weak_next", "CodeDataContainer.next_code_link", "JSWeakRef.target", "WeakCell.target",
    ),
    # not visited at all, so they keep nothing alive and lead to what was collected long ago: the body of a
    # SyntheticModule began behind its name
    "UnvisitedFields": ("SyntheticModule.name",),
}

_ARRAY = (16, "smi", 8, 8)

# Objects whose map gives no size (HeapObject::SizeFromMap in src/objects/objects.cc):
# type: (bytes of the header, how the count is kept, offset of the count, bytes of one)
SIZES = {
    # src/objects/fixed-array.h, contexts.h, scope-info.h, transitions.h, embedder-data-array.h
    **{
        name + "_TYPE": _ARRAY
        for name in (
            "FIXED_ARRAY", "HASH_TABLE", "ORDERED_HASH_MAP", "ORDERED_HASH_SET", "ORDERED_NAME_DICTIONARY",
            "NAME_DICTIONARY", "GLOBAL_DICTIONARY", "NUMBER_DICTIONARY", "SIMPLE_NUMBER_DICTIONARY",
            "SIMPLE_NAME_DICTIONARY", "STRING_TABLE", "EPHEMERON_HASH_TABLE", "REGISTERED_SYMBOL_TABLE",
            "NAME_TO_INDEX_HASH_TABLE", "OBJECT_BOILERPLATE_DESCRIPTION", "CLOSURE_FEEDBACK_CELL_ARRAY",
            "SLOPPY_ARGUMENTS_ELEMENTS", "SCRIPT_CONTEXT_TABLE", "SCOPE_INFO", "AWAIT_CONTEXT", "BLOCK_CONTEXT",
            "CATCH_CONTEXT", "DEBUG_EVALUATE_CONTEXT", "EVAL_CONTEXT", "FUNCTION_CONTEXT", "MODULE_CONTEXT",
            "NATIVE_CONTEXT", "SCRIPT_CONTEXT", "WITH_CONTEXT", "WEAK_FIXED_ARRAY", "TRANSITION_ARRAY",
            "EMBEDDER_DATA_ARRAY", "TRUSTED_FIXED_ARRAY", "PROTECTED_FIXED_ARRAY", "TRUSTED_WEAK_FIXED_ARRAY",
            "PROTECTED_WEAK_FIXED_ARRAY",
        )
    },
    "FIXED_DOUBLE_ARRAY_TYPE": _ARRAY,
    "BYTE_ARRAY_TYPE": (16, "smi", 8, 1),
    "TRUSTED_BYTE_ARRAY_TYPE": (16, "smi", 8, 1),
    "WEAK_ARRAY_LIST_TYPE": (24, "smi", 8, 8),
    "FREE_SPACE_TYPE": (0, "smi", 8, 1),
    # src/objects/fixed-array.h (FixedTypedArrayBase)
    **{
        f"FIXED_{name}_ARRAY_TYPE": (32, "typed", 8, size)
        for name, size in (
            ("INT8", 1), ("UINT8", 1), ("INT16", 2), ("UINT16", 2), ("INT32", 4), ("UINT32", 4), ("FLOAT32", 4),
            ("FLOAT64", 8), ("UINT8_CLAMPED", 1), ("BIGINT64", 8), ("BIGUINT64", 8),
        )
    },
    # src/objects/string.h
    **{
        name + "_TYPE": (16, "i32", 12, size)
        for size, names in (
            (1, ("ONE_BYTE_STRING", "ONE_BYTE_INTERNALIZED_STRING", "SHARED_ONE_BYTE_STRING", "SEQ_ONE_BYTE_STRING",
                 "INTERNALIZED_ONE_BYTE_STRING", "SHARED_SEQ_ONE_BYTE_STRING")),
            (2, ("STRING", "INTERNALIZED_STRING", "SHARED_STRING", "SEQ_TWO_BYTE_STRING",
                 "INTERNALIZED_TWO_BYTE_STRING", "SHARED_SEQ_TWO_BYTE_STRING")),
        )
        for name in names
    },
    # src/objects/bigint.h, property-array.h, descriptor-array.h
    "BIGINT_TYPE": (16, "bigint", 8, 8),
    "BIG_INT_BASE_TYPE": (16, "bigint", 8, 8),
    "PROPERTY_ARRAY_TYPE": (16, "property_array", 8, 8),
    "DESCRIPTOR_ARRAY_TYPE": (24, "i16", 8, 24),
    "STRONG_DESCRIPTOR_ARRAY_TYPE": (24, "i16", 8, 24),
    # src/objects/feedback-vector.h, code.h, debug-objects.tq
    "FEEDBACK_VECTOR_TYPE": (40, "i32", 24, 8),
    "FEEDBACK_METADATA_TYPE": (12, "feedback_metadata", 8, 4),
    "BYTECODE_ARRAY_TYPE": (58, "smi", 8, 1),
    "CODE_TYPE": (64, "code", 40, 1),
    "COVERAGE_INFO_TYPE": (16, "i32", 8, 16),
    # src/objects/shared-function-info.h (PreparseData: bytes, then pointers)
    "PREPARSE_DATA_TYPE": (16, "preparse_data", 8, 8),
    # src/objects/ordered-hash-table.h: capacity in a byte after the prefix; the unit is bytes of one entry
    "SMALL_ORDERED_HASH_SET_TYPE": (16, "small_table", 10, 8),
    "SMALL_ORDERED_HASH_MAP_TYPE": (16, "small_table", 10, 16),
    "SMALL_ORDERED_NAME_DICTIONARY_TYPE": (24, "small_table", 18, 24),
}
