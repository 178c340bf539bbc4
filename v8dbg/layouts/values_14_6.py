"""JavaScript's own values, V8 14.6 (Node 26)."""

AFTER = "values_14_1"

OFFSETS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo": {"name": 16},
    # src/objects/code.tq
    "CodeWrapper": {"code": 8},
}

CONSTANTS = {
    # src/objects/call-site-info.h: words of each frame of an error, all in one FixedArray
    "FrameArray": {
        "first": 0, "frame_size": 6, "code": 0, "receiver": 1, "function": 2, "offset": 3, "flags": 5, "how": 5,
    },
}

BITS = {
    # src/objects/call-site-info.tq
    "FrameArray.how": {"is_constructor": (3, 1), "is_async": (5, 1)},
    # src/objects/name.tq: one field says what kind of private symbol it is; 0 is none, a name of a class is 2 or 3
    "Symbol.flags": {"is_private": (0, 2), "is_private_name": (1, 1), "is_well_known_symbol": (2, 1)},
}
