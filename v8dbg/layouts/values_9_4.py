"""JavaScript's own values, V8 9.4 (Node 16.20)."""

AFTER = "values_9_2"

OFFSETS = {
    # src/objects/call-site-info.tq
    "ErrorFrame": {
        "receiver_or_instance": None, "function": None, "code_object": None, "code_offset_or_source_position": None,
        "flags": None,
    },
}

BITS = {
    # src/objects/call-site-info.tq
    "ErrorFrame.flags": {"is_constructor": None, "is_async": None, "is_source_position_computed": None},
}
