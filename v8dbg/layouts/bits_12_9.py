"""Bit fields of heap objects that only `v8print` shows, V8 12.9 (Node 23)."""

AFTER = "bits_12_4"

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "is_special_data_property": None, "is_sloppy": None, "replace_on_access": None,
        "getter_side_effect_type": None, "setter_side_effect_type": None, "initial_attributes": None,
    },
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo.flags2": {
        "class_scope_has_private_brand": None, "has_static_private_methods_or_accessors": None,
        "is_sparkplug_compiling": None, "maglev_compilation_failed": None, "sparkplug_compiled": None,
        "cached_tiering_decision": None,
    },
    # src/objects/source-text-module.tq
    "SourceTextModule.flags": {"async": None, "async_evaluating_ordinal": None},
}

CONSTANTS = {
    # src/objects/transitions.h: indices of a TransitionArray
    "TransitionArray": {"length": 2, "first": 3},
}
