"""Bit fields of heap objects that only `v8print` shows, V8 9.4 (Node 16.6 to 16.20)."""

AFTER = "bits_8_1"

BITS = {
    # src/objects/allocation-site.h
    "AllocationSite.transition_info_or_boilerplate": {"elements_kind": (0, 6), "do_not_inline": (6, 1)},
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {
        "is_wasm": (0, 1), "is_asm_js_wasm": (1, 1), "is_strict": (2, 1), "is_constructor": (3, 1),
        "is_asm_js_at_number_conversion": (4, 1), "is_async": (5, 1), "is_source_position_computed": (6, 1),
    },
    # src/objects/debug-objects.tq
    "StackFrameInfo.flags": {
        "is_constructor": (0, 1), "bytecode_offset_or_source_position": (1, 30), "is_eval": None, "is_wasm": None,
        "is_asm_js_wasm": None, "is_user_java_script": None, "is_toplevel": None, "is_async": None,
        "is_promise_all": None, "is_promise_any": None,
    },
    # src/objects/feedback-vector.tq
    "FeedbackVector.flags": {
        "tiering_state": (0, 3), "maybe_has_optimized_code": (3, 1), "osr_tiering_state": (4, 1),
    },
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer.bit_field": {"is_resizable": (5, 1)},
    "JSArrayBufferView.bit_field": {"is_length_tracking": (0, 1), "is_backed_by_rab": (1, 1)},
    # src/objects/js-promise.tq
    "JSPromise.flags": {"is_silent": (4, 1), "async_task_id": (5, 22)},
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {"linear": (6, 1), "has_indices": (7, 1)},
    # src/objects/map.tq
    "Map.bit_field2": {"elements_kind": (2, 6)},
    # src/objects/name.tq
    "Name.hash_field": {"hash_field_type": (0, 2), "hash_not_computed": None, "is_not_integer_index_mask": None},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "maglev_compilation_failed": (2, 1), "has_optimized_at_least_once": None, "may_have_cached_code": None,
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async_evaluating_ordinal": (1, 30), "async_evaluating": None},
    # src/objects/templates.tq
    "FunctionTemplateInfo.flag": {
        "accept_any_receiver": (4, 1), "published": (5, 1), "allowed_receiver_instance_type_range_start": (6, 12),
        "allowed_receiver_instance_type_range_end": (18, 12), "do_not_cache": None,
    },
    "ObjectTemplateInfo.data": {"is_code_kind": (1, 1), "embedder_field_count": (2, 28)},
}
