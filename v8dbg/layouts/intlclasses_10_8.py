"""The classes of Intl's and Temporal's objects, V8 10.8 (Node 19)."""

AFTER = "intlclasses_10_1"

CLASSES = {
    # src/objects/js-duration-format.tq
    "JSDurationFormat": (
        "JSObject; style_flags Smi; display_flags Smi; icu_locale Foreign; icu_number_formatter Foreign"
    ),
    # src/objects/js-number-format.tq
    "JSNumberFormat": "JSObject; locale String; icu_number_formatter Foreign; bound_format JSFunction|Undefined",
    # src/objects/js-plural-rules.tq
    "JSPluralRules": "JSObject; locale String; flags Smi; icu_plural_rules Foreign; icu_number_formatter Foreign",
}
