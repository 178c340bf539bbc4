"""Bit fields of heap objects that only `v8print` shows, V8 12.4 (Node 22)."""

AFTER = "bits_11_8"

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_special_data_property": (0, 1), "is_sloppy": (1, 1), "replace_on_access": (2, 1),
        "getter_side_effect_type": (3, 2), "setter_side_effect_type": (5, 2), "initial_attributes": (7, 3),
    },
    "InterceptorInfo.flags": {
        "non_masking": (1, 1), "named": (2, 1), "has_no_side_effect": (3, 1), "has_new_callbacks_signature": (4, 1),
        "all_can_read": None,
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {
        "is_wasm": (0, 1), "is_asm_js_wasm": (1, 1), "is_strict": (2, 1), "is_constructor": (3, 1),
        "is_asm_js_at_number_conversion": (4, 1), "is_async": (5, 1), "is_builtin": (6, 1),
        "is_source_position_computed": (7, 1),
    },
    # src/objects/feedback-vector.tq
    "FeedbackVector.flags": {"interrupt_budget_reset_by_ic_change": (7, 1)},
    "FeedbackVector.osr_state": {
        "maybe_has_maglev_osr_code": (3, 1), "maybe_has_turbofan_osr_code": (4, 1),
        "maybe_has_optimized_osr_code": None,
    },
    # src/objects/map.tq
    "Map.bit_field3": {"may_have_interesting_properties": (28, 1), "may_have_interesting_symbols": None},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {"cached_tiering_decision": (5, 2)},
    # src/objects/templates.tq
    "FunctionTemplateInfo.flag": {
        "is_object_template_call_handler": (0, 1), "has_side_effects": (1, 1), "undetectable": (2, 1),
        "needs_access_check": (3, 1), "read_only_prototype": (4, 1), "remove_prototype": (5, 1),
        "accept_any_receiver": (6, 1), "published": (7, 1), "allowed_receiver_instance_type_range_start": (8, 12),
        "allowed_receiver_instance_type_range_end": (20, 12),
    },
}

LISTS = {
    # src/codegen/bailout-reason.h
    "BailoutReason": (
        "kNoReason", "kBailedOutDueToDependencyChange", "kConcurrentMapDeprecation", "kCodeGenerationFailed",
        "kFunctionBeingDebugged", "kGraphBuildingFailed", "kFunctionTooBig", "kTooManyArguments", "kLiveEdit",
        "kNativeFunctionLiteral", "kOptimizationDisabled", "kHigherTierAvailable", "kDetachedNativeContext",
        "kNeverOptimize",
    ),
}
