"""JavaScript's own values, V8 9.0 (Node 16.0)."""

AFTER = "values_8_6"

OFFSETS = {
    # src/objects/stack-frame-info.tq: StackFrameInfo, which V8 9.4 calls CallSiteInfo
    "ErrorFrame": {
        "receiver_or_instance": 8,
        "function": 16,
        "code_object": 24,
        "code_offset_or_source_position": 32,
        "flags": 40,
    },
}

CONSTANTS = {
    # src/objects/frame-array.h is gone
    "FrameArray": {
        "first": None, "frame_size": None, "receiver": None, "function": None, "code": None, "offset": None,
        "how": None,
    },
}

BITS = {
    # src/objects/stack-frame-info.tq
    "ErrorFrame.flags": {"is_constructor": (3, 1), "is_async": (5, 1), "is_source_position_computed": (6, 1)},
    "FrameArray.how": {"is_constructor": None, "is_async": None},
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {"linear": (6, 1), "has_indices": (7, 1)},
}
