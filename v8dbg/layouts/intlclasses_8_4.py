"""The classes of Intl's and Temporal's objects, V8 8.4 (Node 14.5 to 14.21)."""

AFTER = "intlclasses_8_1"

CLASSES = {
    # src/objects/intl-objects.tq
    "JSNumberFormat": "JSObject; locale String; icu_number_formatter Foreign; bound_format JSFunction|Undefined",
}
