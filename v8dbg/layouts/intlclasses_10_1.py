"""The classes of Intl's and Temporal's objects, V8 10.1 (Node 18.0)."""

AFTER = "intlclasses_9_0"

CLASSES = {
    # src/objects/js-number-format.tq
    "JSNumberFormat": (
        "JSObject; locale String; icu_number_formatter Foreign; icu_number_range_formatter Foreign; "
        "bound_format JSFunction|Undefined"
    ),
}
