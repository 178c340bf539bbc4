"""Bit fields of heap objects that only `v8print` shows, V8 9.1 (Node 16.4 and 16.5)."""

AFTER = "bits_8_1"

BITS = {
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
    # src/objects/name.tq
    "Name.hash_field": {"hash_field_type": (0, 2), "hash_not_computed": None, "is_not_integer_index_mask": None},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "maglev_compilation_failed": (2, 1), "has_optimized_at_least_once": None, "may_have_cached_code": None,
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async_evaluating_ordinal": (1, 30), "async_evaluating": None},
}
