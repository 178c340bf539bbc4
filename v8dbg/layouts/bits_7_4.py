"""Bit fields of heap objects that only `v8print` shows, V8 7.4 (Node 12)."""

AFTER = None

BITS = {
    # src/objects/allocation-site.h
    "AllocationSite.pretenure_data": {
        "memento_found_count": (0, 26), "pretenure_decision": (26, 3), "deopt_dependent_code": (29, 1),
    },
    "AllocationSite.transition_info_or_boilerplate": {"elements_kind": (0, 5), "do_not_inline": (5, 1)},
    # src/objects/api-callbacks.h
    "AccessorInfo.flags": {
        "all_can_read": (0, 1), "all_can_write": (1, 1), "is_special_data_property": (2, 1), "is_sloppy": (3, 1),
        "replace_on_access": (4, 1), "getter_side_effect_type": (5, 2), "setter_side_effect_type": (7, 2),
        "initial_attributes": (9, 3),
    },
    # src/objects/debug-objects.h
    "DebugInfo.debugger_hints": {
        "side_effect_state": (0, 2), "debug_is_blackboxed": (2, 1), "computed_debug_is_blackboxed": (3, 1),
        "debugging_id": (4, 20),
    },
    # src/objects/js-array-buffer.h
    "JSArrayBuffer.bit_field": {
        "is_external": (0, 1), "is_detachable": (1, 1), "was_detached": (2, 1), "is_shared": (3, 1),
        "is_wasm_memory": (4, 1),
    },
    # src/objects/js-promise.h
    "JSPromise.flags": {"status": (0, 2), "has_handler": (2, 1), "handled_hint": (3, 1), "async_task_id": (4, 22)},
    # src/objects/map.h
    "Map.bit_field": {
        "has_non_instance_prototype": (0, 1), "is_callable": (1, 1), "has_named_interceptor": (2, 1),
        "has_indexed_interceptor": (3, 1), "is_undetectable": (4, 1), "is_access_check_needed": (5, 1),
        "is_constructor": (6, 1), "has_prototype_slot": (7, 1),
    },
    "Map.bit_field2": {"new_target_is_base": (0, 1), "is_immutable_prototype": (1, 1), "elements_kind": (3, 5)},
    # src/objects/name.h
    "Name.hash_field": {
        "hash_not_computed": (0, 1), "is_not_integer_index_mask": (1, 1), "array_index_value": (2, 24),
        "array_index_length": (26, 6),
    },
    "Symbol.flags": {
        "is_private": (0, 1), "is_well_known_symbol": (1, 1), "is_in_public_symbol_table": (2, 1),
        "is_interesting_symbol": (3, 1), "is_private_name": (4, 1),
    },
    # src/objects/property-details.h
    "PropertyDetails": {"constness": (2, 1)},
}

CONSTANTS = {
    # src/objects/transitions.h: indices of a TransitionArray
    "TransitionArray": {"prototype_transitions": 0, "length": 1, "first": 2, "entry_size": 2},
}

LISTS = {
    # src/objects/feedback-vector.h
    "FeedbackSlotKind": (
        "kInvalid", "kStoreGlobalSloppy", "kStoreNamedSloppy", "kStoreKeyedSloppy", "kCall", "kLoadProperty",
        "kLoadGlobalNotInsideTypeof", "kLoadGlobalInsideTypeof", "kLoadKeyed", "kHasKeyed", "kStoreGlobalStrict",
        "kStoreNamedStrict", "kStoreOwnNamed", "kStoreKeyedStrict", "kStoreInArrayLiteral", "kBinaryOp",
        "kCompareOp", "kStoreDataPropertyInLiteral", "kTypeProfile", "kLiteral", "kForIn", "kInstanceOf",
        "kCloneObject",
    ),
    # src/codegen/bailout-reason.h
    "BailoutReason": (
        "kNoReason", "kBailedOutDueToDependencyChange", "kCodeGenerationFailed",
        "kCyclicObjectStateDetectedInEscapeAnalysis", "kFunctionBeingDebugged", "kGraphBuildingFailed",
        "kFunctionTooBig", "kLiveEdit", "kNativeFunctionLiteral", "kNotEnoughVirtualRegistersRegalloc",
        "kOptimizationDisabled", "kNeverOptimize",
    ),
    # src/objects/property-details.h
    "Representation": ("none", "smi", "double", "heap_object", "tagged"),
    # src/objects/allocation-site.h
    "PretenureDecision": ("undecided", "dont_tenure", "maybe_tenure", "tenure", "zombie"),
}
