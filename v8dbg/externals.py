"""External: an object that holds a pointer of the embedder's, such as the one behind `_externalStream`.

src/objects/js-objects.tq (JSExternalObject); before it had a type of its own, a JSObject of no constructor with
one embedder field that leads to a Foreign (Factory::NewExternal in src/heap/factory.cc)."""

from __future__ import annotations

from typing import Optional

from .maps import map_of, prototype, type_of_word
from .objects import HEAP_TAG, HeapObject


def external_pointer(view: HeapObject) -> Optional[int]:
    """The pointer in an External, None of any other object. Raises Fault."""
    layout = view.session.layout
    place = layout.offset("JSObject", "header_size")
    if view.type_name == "JS_EXTERNAL_OBJECT_TYPE":
        return view.word(place)
    if view.type_name != "JS_OBJECT_TYPE" or layout.has("JS_EXTERNAL_OBJECT_TYPE"):
        return None
    if 8 * map_of(view).instance_size_in_words != place + 8 or prototype(view) is not None:
        return None
    word = view.word(place)
    if type_of_word(view.session, word) != layout.type("FOREIGN_TYPE"):
        return None
    return view.session.process.u64(word - HEAP_TAG + layout.offset("Foreign", "address"))
