"""What follows the fields of an object: in-object properties, elements, slots, each a row.

Descriptors, transitions and tables are in `shape_rows`, feedback in `feedback_rows`.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Optional, Tuple

from . import limits
from .classes import SIZES, FieldInfo, all_fields, class_of, is_a
from .errors import Corrupt, Error, Fault
from .fields import RECEIVER, first_property, object_size
from .maps import Map, map_of, type_of_word
from .objects import HeapObject, is_smi, smi
from .rows import Part, Row
from .scopes import Context, ScopeInfo
from .shape_rows import field_names

_CHUNK = 4096  # words read at once


def tail(obj: HeapObject, cls: str = "") -> Optional[FieldInfo]:
    """The repeated field at an object's end, None where its class has none. Raises NotFound."""
    return next((each for each in all_fields(obj.session.layout, cls or class_of(obj)) if each.repeated), None)


def tail_words(obj: HeapObject, offset: int, end: int) -> Iterator[Tuple[int, int]]:
    """(offset, word) of the tagged words from `offset` to `end`."""
    for first in range(offset, end, 8 * _CHUNK):
        count = min(_CHUNK, (end - first) // 8)
        for index, word in enumerate(obj.session.process.words(obj.start + first, count)):
            yield first + 8 * index, word


def element_count(obj: HeapObject, info: FieldInfo) -> int:
    """How many of a repeated field the object has: what it says itself, else what its size leaves room for."""
    layout, cls = obj.session.layout, info.cls
    room = max(object_size(obj) - info.offset, 0) // info.size
    holder = next((each for each in ("FixedArrayBase", "Context", cls) if is_a(layout, class_of(obj), each)), cls)
    if layout.has(holder, "length"):
        word = obj.word(layout.offset(holder, "length"))
        length = smi(word) if is_smi(word) else -1
        if holder == "Context":
            length -= (info.offset - layout.offset("Context", "elements")) // 8
        return min(length, room) if 0 <= length <= limits.MAX_ARRAY else room
    return room


def elements_part(obj: HeapObject, info: FieldInfo) -> Part:
    """The repeated field, element by element."""
    count = element_count(obj, info)
    return Part(info.name, count, _elements(obj, info, count))


def _elements(obj: HeapObject, info: FieldInfo, count: int) -> Iterator[Row]:
    names = _slot_names(obj)
    if info.is_tagged:
        for offset, word in tail_words(obj, info.offset, info.offset + 8 * count):
            index = (offset - info.offset) // 8
            yield Row(names.get(index, str(index)), offset, word)
        return
    read = obj.session.process
    for index in range(count):
        offset = info.offset + index * info.size
        if info.type == "f64":
            raw = read.u64(obj.start + offset)
            yield Row(str(index), offset, None, read.f64(obj.start + offset), {"raw": f"{raw:#x}"})
        else:
            data = read.read(obj.start + offset, SIZES[info.type])
            yield Row(str(index), offset, None, int.from_bytes(data, "little", signed=info.type.startswith("i")))


def _slot_names(obj: HeapObject) -> Dict[int, str]:
    """Index of an element -> its name: the slots of a context, as its scope calls them."""
    if not isinstance(obj, Context):
        return {}
    layout = obj.session.layout
    fixed = ("scope_info", "previous", "extension", "native_context")
    first = layout.offset("Context", "elements")
    names = {(layout.offset("Context", n) - first) // 8: n for n in fixed if layout.has("Context", n)}
    if not obj.has_extension and layout.constant("Context", "min_slots") < len(names):
        names.pop((layout.offset("Context", "extension") - first) // 8, None)
    try:
        scope = obj.scope_info
        if isinstance(scope, ScopeInfo):
            names.update({slot: name for name, slot in scope.locals()})
        if obj.type_name == "NATIVE_CONTEXT_TYPE":
            names.update(enumerate(native_context_names(obj)))
    except Error:  # the slots are there whatever their names were
        pass
    return names


def native_context_names(context: Context) -> Tuple[str, ...]:
    """Names of the slots of a native context, none where the list that we know is not that of this very build:
    then it has another length, or something else than maps where it says maps, as a damaged one has too."""
    session, layout = context.session, context.session.layout
    known = layout.names("NativeContext.slots") if layout.has("NativeContext.slots") else ()
    allowed = {layout.type("MAP_TYPE"), layout.type("ODDBALL_TYPE")}
    try:
        if len(known) != context.length:
            return ()
        words = session.process.words(context.start + layout.offset("Context", "elements"), len(known))
        maps = (word for name, word in zip(known, words) if name.endswith("_map"))
        return known if all(type_of_word(session, word) in allowed for word in maps) else ()
    except (Corrupt, Fault):
        return ()


# -- in-object properties ------------------------------------------------------------------


def property_part(obj: HeapObject) -> Optional[Part]:
    """The in-object properties of a JavaScript object, and its embedder fields; None where it has neither."""
    if not is_a(obj.session.layout, class_of(obj), RECEIVER):
        return None
    shape = map_of(obj)
    size, first = 8 * int(shape.instance_size_in_words), first_property(obj)
    if not first:  # a proxy
        return None
    if size < first:
        raise Corrupt(f"map {shape.address:#x}: properties from {first} on in {size} bytes")
    count = (size - first) // 8
    return Part("in-object properties", count, _properties(obj, shape, first, size)) if count else None


def _properties(obj: HeapObject, shape: Map, first: int, size: int) -> Iterator[Row]:
    names = _property_names(shape)
    for offset, word in tail_words(obj, first, size):
        index = (offset - first) // 8
        name, unboxed = names.get(index, ("(unused)", False))
        if unboxed:
            yield Row(name, offset, None, obj.session.process.f64(obj.start + offset))
        else:
            yield Row(name, offset, word)


def _property_names(shape: Map) -> Dict[int, Tuple[str, bool]]:
    """Number of a field -> its key, and whether a bare double lies there."""
    try:
        return field_names(shape)
    except Error:
        return {}


def embedder_slots(obj: HeapObject) -> List[Tuple[int, int]]:
    """(offset, word) of the embedder fields of an API object: those between its class's fields and its properties.

    Raises Corrupt of what is no JavaScript object."""
    layout = obj.session.layout
    end = first_property(obj)
    own = max((each.offset + each.size for each in all_fields(layout, class_of(obj)) if not each.repeated), default=0)
    return list(tail_words(obj, (own + 7) & -8, end)) if end > own else []


def embedder_part(obj: HeapObject) -> Optional[Part]:
    """The embedder fields as a part, None where there are none."""
    if not is_a(obj.session.layout, class_of(obj), RECEIVER):
        return None
    slots = embedder_slots(obj)
    if not slots:
        return None
    return Part("embedder fields", len(slots), (Row(str(n), o, w) for n, (o, w) in enumerate(slots)))


def repeated_part(obj: HeapObject) -> Part:
    """The elements of an array of V8's own; of a JavaScript object those of its elements store. Raises Corrupt."""
    layout = obj.session.layout
    if is_a(layout, class_of(obj), "JSObject"):
        obj = obj.session.heap_object(obj.word(layout.offset("JSObject", "elements")))
    info = tail(obj)
    if info is None:
        raise Corrupt(f"{obj.address:#x} is no array but a {obj.type_name}")
    return elements_part(obj, info)
