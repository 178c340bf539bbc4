"""The classes of Intl's and Temporal's objects, V8 9.0 (Node 16.0)."""

AFTER = "intlclasses_8_4"

CLASSES = {
    # src/objects/js-plural-rules.tq
    "JSPluralRules": (
        "JSObject; locale String; flags Smi; icu_plural_rules Foreign; icu_number_formatter Foreign; "
        "icu_number_range_formatter Foreign"
    ),
    # src/objects/js-temporal-objects.tq
    "JSTemporalCalendar": "JSObject; flags Smi",
    "JSTemporalDuration": (
        "JSObject; years Smi|HeapNumber; months Smi|HeapNumber; weeks Smi|HeapNumber; days Smi|HeapNumber; "
        "hours Smi|HeapNumber; minutes Smi|HeapNumber; seconds Smi|HeapNumber; milliseconds Smi|HeapNumber; "
        "microseconds Smi|HeapNumber; nanoseconds Smi|HeapNumber"
    ),
    "JSTemporalInstant": "JSObject; nanoseconds BigIntBase",
    "JSTemporalPlainDate": "JSObject; year_month_day Smi; calendar JSReceiver",
    "JSTemporalPlainDateTime": (
        "JSObject; year_month_day Smi; hour_minute_second Smi; second_parts Smi; calendar JSReceiver"
    ),
    "JSTemporalPlainMonthDay": "JSObject; year_month_day Smi; calendar JSReceiver",
    "JSTemporalPlainTime": "JSObject; hour_minute_second Smi; second_parts Smi; calendar JSReceiver",
    "JSTemporalPlainYearMonth": "JSObject; year_month_day Smi; calendar JSReceiver",
    "JSTemporalTimeZone": "JSObject; flags Smi; details Smi",
    "JSTemporalZonedDateTime": "JSObject; nanoseconds BigIntBase; time_zone JSReceiver; calendar JSReceiver",
}
