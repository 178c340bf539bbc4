"""Bit fields of heap objects that only `v8print` shows, V8 10.7 (Node 19 and 20)."""

AFTER = "bits_9_6"

BITS = {
    # src/objects/feedback-vector.tq
    "FeedbackVector.flags": {
        "log_next_execution": (3, 1), "maybe_has_maglev_code": (4, 1), "maybe_has_turbofan_code": (5, 1),
        "osr_tiering_state": (6, 1), "maybe_has_optimized_code": None,
    },
    "FeedbackVector.osr_state": {"osr_urgency": (0, 3), "maybe_has_optimized_osr_code": (3, 1)},
    # src/objects/js-array-buffer.tq
    "JSArrayBuffer.bit_field": {"is_resizable_by_js": (5, 1), "is_resizable": None},
    # src/objects/js-regexp.tq
    "JSRegExp.flags": {"unicode_sets": (8, 1)},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "is_sparkplug_compiling": (2, 1), "maglev_compilation_failed": (3, 1), "sparkplug_compiled": (4, 1),
    },
}

LISTS = {
    # src/objects/feedback-vector.h
    "FeedbackSlotKind": (
        "kInvalid", "kStoreGlobalSloppy", "kSetNamedSloppy", "kSetKeyedSloppy", "kCall", "kLoadProperty",
        "kLoadGlobalNotInsideTypeof", "kLoadGlobalInsideTypeof", "kLoadKeyed", "kHasKeyed", "kStoreGlobalStrict",
        "kSetNamedStrict", "kDefineNamedOwn", "kDefineKeyedOwn", "kSetKeyedStrict", "kStoreInArrayLiteral",
        "kBinaryOp", "kCompareOp", "kDefineKeyedOwnPropertyInLiteral", "kLiteral", "kForIn", "kInstanceOf",
        "kCloneObject", "kJumpLoop",
    ),
    # src/codegen/bailout-reason.h
    "BailoutReason": (
        "kNoReason", "kBailedOutDueToDependencyChange", "kConcurrentMapDeprecation", "kCodeGenerationFailed",
        "kFunctionBeingDebugged", "kGraphBuildingFailed", "kFunctionTooBig", "kTooManyArguments", "kLiveEdit",
        "kNativeFunctionLiteral", "kOptimizationDisabled", "kHigherTierAvailable", "kNeverOptimize",
    ),
}
