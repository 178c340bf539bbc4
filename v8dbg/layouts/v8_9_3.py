"""V8 9.3: Node.js 16.9 and later."""

AFTER = "v8_9_2"

OFFSETS = {
    # src/objects/templates.tq
    "FunctionTemplateInfo": {"instance_type": 112, "header_size": 120},
}

BITS = {
    # src/objects/templates.tq
    "FunctionTemplateInfo.flags": {
        "accept_any_receiver": (4, 1), "published": (5, 1), "allowed_receiver_instance_type_range_start": (6, 12),
        "allowed_receiver_instance_type_range_end": (18, 12), "do_not_cache": None,
    },
}
