"""Bit fields of heap objects that only `v8print` shows, V8 8.1 (Node 14)."""

AFTER = "bits_7_9"

BITS = {
    # src/objects/allocation-site.h
    "AllocationSite.transition_info_or_boilerplate": {"elements_kind": (0, 5), "do_not_inline": (5, 1)},
    # src/objects/api-callbacks.tq
    "InterceptorInfo.flags": {
        "can_intercept_symbols": (0, 1), "all_can_read": (1, 1), "non_masking": (2, 1), "named": (3, 1),
        "has_no_side_effect": (4, 1),
    },
    # src/objects/debug-objects.tq
    "DebugInfo.flags": {
        "has_break_info": (0, 1), "prepared_for_debug_execution": (1, 1), "has_coverage_info": (2, 1),
        "break_at_entry": (3, 1), "can_break_at_entry": (4, 1), "debug_execution_mode": (5, 1),
    },
    # src/objects/js-regexp-string-iterator.tq
    "JSRegExpStringIterator.flags": {"done": (0, 1), "global": (1, 1), "unicode": (2, 1)},
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {
        "global": (0, 1), "ignore_case": (1, 1), "multiline": (2, 1), "sticky": (3, 1), "unicode": (4, 1),
        "dot_all": (5, 1),
    },
    # src/objects/js-weak-refs.tq
    "JSFinalizationRegistry.flags": {"scheduled_for_cleanup": (0, 1)},
    # src/objects/name.tq
    "Symbol.flags": {"is_private_brand": (5, 1)},
    # src/objects/prototype-info.tq
    "PrototypeInfo.bit_field": {"should_be_fast": (0, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "class_scope_has_private_brand": (0, 1), "has_static_private_methods_or_accessors": (1, 1),
        "has_optimized_at_least_once": (2, 1), "may_have_cached_code": (3, 1),
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async": (0, 1), "async_evaluating": (1, 1)},
    # src/objects/stack-frame-info.tq
    "StackFrameInfo.flags": {
        "is_eval": (0, 1), "is_constructor": (1, 1), "is_wasm": (2, 1), "is_asm_js_wasm": (3, 1),
        "is_user_java_script": (4, 1), "is_toplevel": (5, 1), "is_async": (6, 1), "is_promise_all": (7, 1),
        "is_promise_any": (8, 1),
    },
    # src/objects/template.tq
    "FunctionTemplateInfo.flag": {
        "undetectable": (0, 1), "needs_access_check": (1, 1), "read_only_prototype": (2, 1),
        "remove_prototype": (3, 1), "do_not_cache": (4, 1), "accept_any_receiver": (5, 1),
    },
    "ObjectTemplateInfo.data": {"is_immutable_prototype": (0, 1), "embedder_field_count": (1, 29)},
}
