"""The classes of Intl's and Temporal's objects, V8 14.6 (Node 26)."""

AFTER = "intlclasses_12_4"

CLASSES = {
    # src/objects/js-break-iterator.tq
    "JSV8BreakIterator": (
        "JSObject; locale String; icu_iterator_with_text Foreign; bound_adopt_text Undefined|JSFunction; "
        "bound_first Undefined|JSFunction; bound_next Undefined|JSFunction; bound_current Undefined|JSFunction; "
        "bound_break_type Undefined|JSFunction"
    ),
    # src/objects/js-temporal-objects.tq
    "JSTemporalCalendar": None,
    "JSTemporalDuration": "JSObject; duration Foreign",
    "JSTemporalInstant": "JSObject; instant Foreign",
    "JSTemporalPlainDate": "JSObject; date Foreign",
    "JSTemporalPlainDateTime": "JSObject; date_time Foreign",
    "JSTemporalPlainMonthDay": "JSObject; month_day Foreign",
    "JSTemporalPlainTime": "JSObject; time Foreign",
    "JSTemporalPlainYearMonth": "JSObject; year_month Foreign",
    "JSTemporalTimeZone": None,
    "JSTemporalZonedDateTime": "JSObject; zoned_date_time Foreign",
}
