"""JavaScript's own values, V8 9.4 (Node 16.20)."""

AFTER = "values_9_2"

OFFSETS = {
    # src/objects/call-site-info.tq
    "ErrorFrame": {"function": None, "code_object": None, "code_offset_or_source_position": None, "flags": None},
}

BITS = {
    # src/objects/call-site-info.tq
    "ErrorFrame.flags": {"is_source_position_computed": None},
}
