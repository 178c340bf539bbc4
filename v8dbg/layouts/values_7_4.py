"""JavaScript's own values: properties, elements, collections and the other built-in objects, V8 7.4 (Node 12.0)."""

AFTER = None

OFFSETS = {
    # src/objects/js-objects.h, js-array.h, js-collection.h, js-collection-iterator.h, js-array.tq
    "JSPrimitiveWrapper": {"value": 24},
    "JSArray": {"length": 24},
    "JSArrayIterator": {"iterated_object": 24, "next_index": 32, "kind": 40},
    "JSCollection": {"table": 24},
    "JSWeakCollection": {"table": 24},
    "JSCollectionIterator": {"table": 24, "index": 32},
    "JSStringIterator": {"string": 24, "index": 32},
    "JSWeakRef": {"target": 24},
    "JSDate": {"value": 24},
    "JSRegExp": {"data": 24, "source": 32, "flags": 40, "last_index": 48},
    "JSProxy": {"target": 16, "handler": 24},
    "JSBoundFunction": {"bound_target_function": 24, "bound_this": 32, "bound_arguments": 40},
    "JSPromise": {"reactions_or_result": 24, "flags": 32},
    "JSGeneratorObject": {
        "function": 24,
        "context": 32,
        "receiver": 40,
        "input_or_debug_pos": 48,
        "resume_mode": 56,
        "continuation": 64,
        "parameters_and_registers": 72,
    },
    "JSAsyncFunctionObject": {"promise": 80},
    # src/objects/contexts.h, embedder-data-array.h
    "NativeContext": {"embedder_data": 56},
    "EmbedderDataArray": {"length": 8, "data": 16},
    # src/objects/module.h
    "JSModuleNamespace": {"module": 24},
    "Module": {"exports": 16},
    # src/objects/js-array-buffer.h
    "JSArrayBuffer": {"byte_length": 24, "backing_store": 32, "bit_field": 40},
    "JSArrayBufferView": {"buffer": 24, "byte_offset": 32, "byte_length": 40},
    "JSTypedArray": {"tagged_length": 48},
    "FixedTypedArrayBase": {"base_pointer": 16, "external_pointer": 24},
    # src/objects/property-cell.h, property-array.h, struct.h, name.h, arguments.h, bigint.h
    "PropertyCell": {"property_details_raw": 8, "name": 16, "value": 24},
    "PropertyArray": {"length_and_hash": 8, "header_size": 16},
    "AccessorPair": {"getter": 8, "setter": 16},
    "AccessorInfo": {"name": 8},
    "Cell": {"value": 8},
    "Symbol": {"flags": 12, "name": 16},
    "SloppyArgumentsElements": {"context": 16, "arguments": 24, "mapped_entries": 32},
    # src/objects/hash-table.h, ordered-hash-table.h: the next table takes the place of the number of elements
    "HashTable": {"number_of_elements": 16, "number_of_deleted_elements": 24, "capacity": 32, "elements": 40},
    "OrderedHashTable": {
        "number_of_elements": 16,
        "number_of_deleted_elements": 24,
        "number_of_buckets": 32,
        "table": 40,
    },
    "BigInt": {"bitfield": 8, "digits": 16},
    # src/objects/descriptor-array.h
    "DescriptorArray": {"header_size": 24},
    # src/objects/map.h
    "Map": {
        "instance_size_in_words": 8,
        "inobject_properties_start_or_constructor_function_index": 9,
        "instance_type": 12,
        "bit_field": 14,
        "bit_field2": 15,
        "bit_field3": 16,
        "prototype": 24,
        "constructor_or_back_pointer": 32,
        "instance_descriptors": 48,
    },
    # src/objects/map.h: the fields in an object that hold a bare double (V8_DOUBLE_FIELDS_UNBOXING)
    "UnboxedDoubles": {"layout_descriptor": 56},
}

BITS = {
    # src/objects/frame-array.h
    "FrameArray.how": {"is_constructor": (4, 1), "is_async": (6, 1)},
    # src/objects/map.h
    "Map.bit_field": {
        "has_non_instance_prototype": (0, 1),
        "is_callable": (1, 1),
        "has_named_interceptor": (2, 1),
        "has_indexed_interceptor": (3, 1),
        "is_undetectable": (4, 1),
        "is_access_check_needed": (5, 1),
        "is_constructor": (6, 1),
        "has_prototype_slot": (7, 1),
    },
    "Map.bit_field2": {"elements_kind": (3, 5)},
    "Map.bit_field3": {"number_of_own_descriptors": (10, 10), "is_dictionary_map": (20, 1)},
    # src/property-details.h
    "PropertyDetails": {
        "kind": (0, 1),
        "location": (1, 1),
        "attributes": (3, 3),
        "representation": (6, 3),
        "field_index": (19, 10),
        "dictionary_index": (8, 23),
    },
    # src/objects/property-array.h, bigint.h, js-promise.h, js-array-buffer.h, name.h
    "PropertyArray.length_and_hash": {"length": (0, 10)},
    "BigInt.bitfield": {"sign": (0, 1), "length": (1, 30)},
    "JSRegExp.flags": {
        "global": (0, 1),
        "ignore_case": (1, 1),
        "multiline": (2, 1),
        "sticky": (3, 1),
        "unicode": (4, 1),
        "dot_all": (5, 1),
    },
    "JSPromise.flags": {"status": (0, 2)},
    "JSArrayBuffer.bit_field": {"was_detached": (2, 1), "is_shared": (3, 1)},
    "Symbol.flags": {"is_private": (0, 1), "is_well_known_symbol": (1, 1), "is_private_name": (4, 1)},
}

CONSTANTS = {
    # src/common/globals.h
    "IterationKind": {"keys": 0, "values": 1, "entries": 2},
    # src/objects/oddball.h
    "Oddball": {
        "false": 0,
        "true": 1,
        "the_hole": 2,
        "null": 3,
        "undefined": 5,
        "uninitialized": 6,
        "optimized_out": 9,
    },
    # src/objects/property-details.h: what the fields above mean
    "PropertyDetails": {
        "accessor": 1,
        "in_descriptor": 1,
        "read_only": 1,
        "dont_enum": 2,
        "dont_delete": 4,
        "double": 2,
    },
    # src/objects/js-promise.h
    "JSPromise": {"pending": 0, "fulfilled": 1, "rejected": 2},
    # src/objects/hash-table.h, dictionary.h: sizes in words
    "NameDictionary": {"prefix_size": 2, "entry_size": 3},
    "GlobalDictionary": {"prefix_size": 2, "entry_size": 1},
    "NumberDictionary": {"prefix_size": 1, "entry_size": 3},
    "ObjectHashTable": {"prefix_size": 0, "entry_size": 2},
    "EphemeronHashTable": {"prefix_size": 0, "entry_size": 2},
    # src/objects/ordered-hash-table.h: buckets a table of that capacity has, words of an entry with its chain
    "OrderedHashTable": {"load_factor": 2},
    "OrderedHashMap": {"entry_size": 3},
    "OrderedHashSet": {"entry_size": 2},
    # src/objects/arguments.h: words of `length` that are not mapped entries (context and arguments)
    "SloppyArgumentsElements": {"header_in_length": 2},
    # src/objects/frame-array.h: words of the list of an error's frames
    "FrameArray": {"first": 1, "frame_size": 6, "receiver": 0, "function": 1, "code": 2, "offset": 3, "how": 4},
    # src/objects/js-generator.h
    "JSGeneratorObject": {"executing": -2, "closed": -1},
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
    # src/elements-kind.h
    "ElementsKind": (
        "PACKED_SMI_ELEMENTS",
        "HOLEY_SMI_ELEMENTS",
        "PACKED_ELEMENTS",
        "HOLEY_ELEMENTS",
        "PACKED_DOUBLE_ELEMENTS",
        "HOLEY_DOUBLE_ELEMENTS",
        "DICTIONARY_ELEMENTS",
        "FAST_SLOPPY_ARGUMENTS_ELEMENTS",
        "SLOW_SLOPPY_ARGUMENTS_ELEMENTS",
        "FAST_STRING_WRAPPER_ELEMENTS",
        "SLOW_STRING_WRAPPER_ELEMENTS",
        *_TYPED,
        "NO_ELEMENTS",
    ),
}
