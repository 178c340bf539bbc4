"""The classes of Intl's and Temporal's objects, V8 8.1 (Node 14.0)."""

AFTER = "intlclasses_7_4"

CLASSES = {
    # src/objects/intl-objects.tq
    "JSCollator": "JSObject; icu_collator Foreign; bound_compare Undefined|JSFunction; locale String",
    "JSDateTimeFormat": (
        "JSObject; locale String; icu_locale Foreign; icu_simple_date_format Foreign; "
        "icu_date_interval_format Foreign; bound_format JSFunction|Undefined; flags Smi"
    ),
    "JSDisplayNames": "JSObject; internal Foreign; flags Smi",
    "JSNumberFormat": (
        "JSObject; locale String; numbering_system String; icu_number_formatter Foreign; "
        "bound_format JSFunction|Undefined; flags Smi"
    ),
    "JSRelativeTimeFormat": "JSObject; locale String; numberingSystem String; icu_formatter Foreign; flags Smi",
    "JSSegments": "JSObject; icu_break_iterator Foreign; unicode_string Foreign; flags Smi",
    "JSV8BreakIterator": (
        "JSObject; locale String; break_iterator Foreign; unicode_string Foreign; "
        "bound_adopt_text Undefined|JSFunction; bound_first Undefined|JSFunction; "
        "bound_next Undefined|JSFunction; bound_current Undefined|JSFunction; "
        "bound_break_type Undefined|JSFunction"
    ),
}
