"""Bit fields of heap objects that only `v8print` shows, V8 9.6 (Node 17 and 18)."""

AFTER = "bits_9_4"

BITS = {
    # src/objects/property-details.h
    "PropertyDetails": {"constness": (1, 1)},
}

LISTS = {
    # src/objects/feedback-vector.h
    "FeedbackSlotKind": (
        "kInvalid", "kStoreGlobalSloppy", "kSetNamedSloppy", "kSetKeyedSloppy", "kCall", "kLoadProperty",
        "kLoadGlobalNotInsideTypeof", "kLoadGlobalInsideTypeof", "kLoadKeyed", "kHasKeyed", "kStoreGlobalStrict",
        "kSetNamedStrict", "kDefineNamedOwn", "kDefineKeyedOwn", "kSetKeyedStrict", "kStoreInArrayLiteral",
        "kBinaryOp", "kCompareOp", "kDefineKeyedOwnPropertyInLiteral", "kTypeProfile", "kLiteral", "kForIn",
        "kInstanceOf", "kCloneObject",
    ),
}
