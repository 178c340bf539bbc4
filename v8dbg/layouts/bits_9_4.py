"""Bit fields of heap objects that only `v8print` shows, V8 9.4 (Node 16.11 to 16.20)."""

AFTER = "bits_9_3"

BITS = {
    # src/objects/feedback-vector.tq
    "FeedbackVector.flags": {
        "tiering_state": (0, 3), "maybe_has_optimized_code": (3, 1), "osr_tiering_state": (4, 1),
    },
    # src/objects/js-promise.tq
    "JSPromise.flags": {"is_silent": (4, 1), "async_task_id": (5, 22)},
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {"linear": (6, 1), "has_indices": (7, 1)},
    # src/objects/templates.tq
    "ObjectTemplateInfo.data": {"is_code_kind": (1, 1), "embedder_field_count": (2, 28)},
}
