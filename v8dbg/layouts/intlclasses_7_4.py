"""The classes of Intl's and Temporal's objects, V8 7.4 (Node 12.0)."""

AFTER = None

CLASSES = {
    # src/objects/intl-objects.tq
    "JSCollator": "JSObject; icu_collator Foreign; bound_compare Undefined|JSFunction",
    "JSDateTimeFormat": (
        "JSObject; icu_locale Foreign; icu_simple_date_format Foreign; icu_date_interval_format Foreign; "
        "bound_format JSFunction|Undefined; flags Smi"
    ),
    "JSListFormat": "JSObject; locale String; icu_formatter Foreign; flags Smi",
    "JSLocale": "JSObject; icu_locale Foreign",
    "JSNumberFormat": (
        "JSObject; locale String; icu_number_formatter Foreign; bound_format JSFunction|Undefined; flags Smi"
    ),
    "JSPluralRules": "JSObject; locale String; flags Smi; icu_plural_rules Foreign; icu_number_formatter Foreign",
    "JSRelativeTimeFormat": "JSObject; locale String; icu_formatter Foreign; flags Smi",
    "JSSegmentIterator": "JSObject; icu_break_iterator Foreign; unicode_string Foreign; flags Smi",
    "JSSegmenter": "JSObject; locale String; icu_break_iterator Foreign; flags Smi",
    "JSV8BreakIterator": (
        "JSObject; locale String; break_iterator Foreign; unicode_string Foreign; "
        "bound_adopt_text Undefined|JSFunction; bound_first Undefined|JSFunction; "
        "bound_next Undefined|JSFunction; bound_current Undefined|JSFunction; "
        "bound_break_type Undefined|JSFunction; break_iterator_type Smi"
    ),
}
