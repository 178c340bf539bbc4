"""Bit fields of heap objects that only `v8print` shows, V8 9.3 (Node 16.9 and 16.10)."""

AFTER = "bits_9_2"

BITS = {
    # src/objects/templates.tq
    "FunctionTemplateInfo.flag": {
        "accept_any_receiver": (4, 1), "published": (5, 1), "allowed_receiver_instance_type_range_start": (6, 12),
        "allowed_receiver_instance_type_range_end": (18, 12), "do_not_cache": None,
    },
}
