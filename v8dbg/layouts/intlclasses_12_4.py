"""The classes of Intl's and Temporal's objects, V8 12.4 (Node 22)."""

AFTER = "intlclasses_10_8"

CLASSES = {
    # src/objects/js-segment-iterator.tq
    "JSSegmentIterator": "JSObject; icu_break_iterator Foreign; raw_string String; unicode_string Foreign; flags Smi",
    # src/objects/js-segments.tq
    "JSSegments": "JSObject; icu_break_iterator Foreign; raw_string String; unicode_string Foreign; flags Smi",
}
