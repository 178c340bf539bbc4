"""What V8's own heap snapshots are like, V8 7.4 (Node 12.0)."""

AFTER = None

LISTS = {
    # src/profiler/heap-snapshot-generator.cc
    "snapshot.node_types": (
        "hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
        "concatenated string", "sliced string", "symbol", "bigint",
    ),
    "snapshot.node_fields": (
        "type", "name", "id", "self_size", "edge_count", "trace_node_id",
    ),
    "snapshot.code_classes": (
        "Code",
    ),
    "snapshot.shape_classes": (),
    "snapshot.array_classes": (
        "FixedArray", "FixedDoubleArray", "ByteArray",
    ),
    "snapshot.named_classes": (
        "Struct", "Cell", "PropertyCell", "Foreign", "Oddball", "AllocationSite",
    ),
    "snapshot.hidden_arrays": (),
    "snapshot.nameless_classes": ("FeedbackCell", "CallHandlerInfo", "LoadHandler", "StoreHandler"),
    "snapshot.number_name": ("number",),
}

CONSTANTS = {
    # src/objects/js-objects.cc, GetConstructorHelper: the nearest toStringTag, then the nearest constructor
    "snapshot": {"nearest_tag_first": 1, "script_or_debug_info": 1},
}

BITS = {
    # src/objects/map.h: where these flags were until V8 7.7
    "snapshot.map_bit_field2": {"is_prototype_map": (1, 1)},
    "snapshot.map_bit_field3": {"new_target_is_base": (27, 1)},
}
