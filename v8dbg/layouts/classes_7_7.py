"""The classes of heap objects, all their fields, V8 7.7 (Node 12.11 to 12.15)."""

AFTER = "classes_7_6"

CLASSES = {
    # src/builtins/base.tq
    "DescriptorArray": (
        "HeapObject; number_of_all_descriptors u16; number_of_descriptors u16; "
        "raw_number_of_marked_descriptors u16; filler16_bits u16; enum_cache EnumCache; descriptors[] Object"
    ),
    # src/objects/shared-function-info.h
    "UncompiledDataWithPreparseData": "UncompiledData; preparse_data PreparseData",
    "UncompiledDataWithoutPreparseData": "UncompiledData",
}
