"""Bit fields of heap objects that only `v8print` shows, V8 14.6 (Node 26)."""

AFTER = "bits_13_6"

BITS = {
    # src/objects/name.tq
    "Symbol.flags": {
        "is_in_public_symbol_table": (3, 1), "is_interesting_symbol": (4, 1), "is_private": None,
        "is_well_known_symbol": None, "is_private_name": None, "is_private_brand": None,
    },
}

LISTS = {
    # src/objects/feedback-vector.h
    "FeedbackSlotKind": (
        "kInvalid", "kStoreGlobalSloppy", "kSetNamedSloppy", "kSetKeyedSloppy", "kCall", "kLoadProperty",
        "kLoadGlobalNotInsideTypeof", "kLoadGlobalInsideTypeof", "kLoadKeyed", "kHasKeyed", "kStoreGlobalStrict",
        "kSetNamedStrict", "kDefineNamedOwn", "kDefineKeyedOwn", "kSetKeyedStrict", "kStoreInArrayLiteral",
        "kBinaryOp", "kCompareOp", "kDefineKeyedOwnPropertyInLiteral", "kLiteral", "kForIn", "kInstanceOf",
        "kTypeOf", "kCloneObject", "kStringAddAndInternalize", "kJumpLoop",
    ),
    # src/codegen/bailout-reason.h
    "BailoutReason": (
        "kNoReason", "kBailedOutDueToDependencyChange", "kConcurrentMapDeprecation", "kFunctionBeingDebugged",
        "kDetachedNativeContext", "kCancelled", "kLiveEdit",
    ),
}
