"""Bit fields of heap objects that only `v8print` shows, V8 13.6 (Node 24 and 25)."""

AFTER = "bits_12_9"

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_sloppy": (0, 1), "replace_on_access": (1, 1), "getter_side_effect_type": (2, 2),
        "setter_side_effect_type": (4, 2), "initial_attributes": (6, 3),
    },
    # src/objects/feedback-vector.tq
    "FeedbackVector.flags": {
        "tiering_in_progress": (0, 1), "osr_tiering_in_progress": (1, 1),
        "interrupt_budget_reset_by_ic_change": (2, 1), "tiering_state": None, "log_next_execution": None,
        "maybe_has_maglev_code": None, "maybe_has_turbofan_code": None, "osr_tiering_state": None,
    },
    # src/objects/js-promise.tq
    "JSPromise.flags": {"is_silent": (3, 1), "async_task_id": (4, 27), "handled_hint": None},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "class_scope_has_private_brand": (0, 1), "has_static_private_methods_or_accessors": (1, 1),
        "is_sparkplug_compiling": (2, 1), "maglev_compilation_failed": (3, 1), "cached_tiering_decision": (4, 3),
        "function_context_independent_compiled": (7, 1),
    },
    # src/objects/source-text-module.tq
    "ModuleRequest.flags": {"phase": (0, 1), "position": (1, 30)},
    "SourceTextModule.flags": {"has_toplevel_await": (0, 1), "async_evaluation_ordinal": (1, 30)},
    # src/objects/templates.tq
    "TemplateInfo.template_info_flags": {
        "is_cacheable": (0, 1), "should_promote_to_read_only": (1, 1), "serial_number": (2, 29),
    },
}

LISTS = {
    # src/objects/feedback-vector.h
    "FeedbackSlotKind": (
        "kInvalid", "kStoreGlobalSloppy", "kSetNamedSloppy", "kSetKeyedSloppy", "kCall", "kLoadProperty",
        "kLoadGlobalNotInsideTypeof", "kLoadGlobalInsideTypeof", "kLoadKeyed", "kHasKeyed", "kStoreGlobalStrict",
        "kSetNamedStrict", "kDefineNamedOwn", "kDefineKeyedOwn", "kSetKeyedStrict", "kStoreInArrayLiteral",
        "kBinaryOp", "kCompareOp", "kDefineKeyedOwnPropertyInLiteral", "kLiteral", "kForIn", "kInstanceOf",
        "kTypeOf", "kCloneObject", "kJumpLoop",
    ),
}
