"""Descriptors and transitions of maps, and hash tables, row by row (src/objects/descriptor-array.h, transitions.h)."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from . import limits
from .bits_text import Decoded, details_text, property_details
from .classes import class_of, is_a
from .errors import Corrupt, Error
from .maps import Map, type_of_word
from .objects import CLEARED_WEAK, WEAK_MASK, HeapObject, is_smi, smi
from .primitives import PropertyCell
from .rows import Part, Row
from .session import Session
from .strings import String, Symbol, symbol_text, text

_UNBOXED = 32  # a layout descriptor that is a Smi has so many bits


def key_name(session: Session, word: int) -> str:
    """A key as text: of a symbol its description, of a number its digits."""
    if is_smi(word):
        return str(smi(word))
    try:
        view = session.heap_object(word)
        if isinstance(view, String):
            return text(view, limits.MAX_KEY)
        return symbol_text(view, limits.MAX_KEY) if isinstance(view, Symbol) else view.type_name
    except Error:
        return f"<unreadable {word:#x}>"


# -- descriptors ---------------------------------------------------------------------------


def descriptor_count(array: HeapObject) -> int:
    """Descriptors that are in use. Raises Corrupt."""
    count = array.session.process.u16(array.start + 10)  # number_of_descriptors, behind number_of_all_descriptors
    if count > limits.MAX_DESCRIPTORS:
        raise Corrupt(f"the descriptor array at {array.address:#x} has {count} descriptors")
    return count


def descriptors_part(array: HeapObject) -> Part:
    """Every descriptor: its key, details, and value or type of field."""
    count = descriptor_count(array)
    return Part("descriptors", count, _descriptors(array, count))


def _descriptors(array: HeapObject, count: int) -> Iterator[Row]:
    start = array.session.layout.offset("DescriptorArray", "header_size")
    for index in range(count):
        offset = start + 24 * index
        key, details, value = array.session.process.words(array.start + offset, 3)
        decoded = property_details(array.session.layout, smi(details) & 0xFFFFFFFF) if is_smi(details) else {}
        facts = {"index": index, "details": decoded, "text": details_text(decoded) if decoded else "details unreadable"}
        if decoded.get("location") == "field":
            facts["field_type"] = _field_type(array.session, value)
        yield Row(key_name(array.session, key), offset, value, None, facts)


def _field_type(session: Session, word: int) -> str:
    """FieldType (src/objects/field-type.h): any, none, or one map."""
    if is_smi(word):
        return {1: "any", 0: "none", 2: "any"}.get(smi(word), "none")
    return "class, collected" if word & 0xFFFFFFFF == CLEARED_WEAK else f"class {word & ~WEAK_MASK:#x}"


def field_names(shape: Map) -> Dict[int, Tuple[str, bool]]:
    """Number of a field -> (its key, does a bare double lie there?). Raises Corrupt, Fault."""
    layout, found = shape.session.layout, {}
    if shape.is_dictionary_map:
        return {}
    rows = _descriptors(shape.instance_descriptors, min(shape.number_of_own_descriptors, limits.MAX_DESCRIPTORS))
    for row in rows:
        details: Decoded = row.facts["details"]
        index = details.get("field_index")
        if isinstance(index, int):
            bare = details["representation"] == "double" and layout.has("UnboxedDoubles", "layout_descriptor")
            found[index] = (row.name, bare and _is_unboxed(shape, index))
    return found


def _is_unboxed(shape: Map, index: int) -> bool:
    word = shape.word(shape.session.layout.offset("UnboxedDoubles", "layout_descriptor"))
    return is_smi(word) and index < _UNBOXED and bool(smi(word) & 0xFFFFFFFF & 1 << index)


# -- transitions ---------------------------------------------------------------------------


def transitions_part(array: HeapObject) -> Part:
    """Key -> map that an object gets when the property is added; then prototype transitions."""
    session, layout = array.session, array.session.layout
    start = layout.offset("WeakFixedArray", "data")

    def at(index: int) -> int:
        return array.word(start + 8 * index)

    size = smi(array.word(layout.offset("WeakFixedArray", "length")))
    count = smi(at(layout.constant("TransitionArray", "length"))) if size else 0
    first = layout.constant("TransitionArray", "first")
    if not 0 <= count <= limits.MAX_ARRAY or size and first + 2 * count > size:
        raise Corrupt(f"the transition array at {array.address:#x} has {count} transitions in {size} words")

    def rows() -> Iterator[Row]:
        for number in range(count):
            index = first + 2 * number
            yield Row(key_name(session, at(index)), start + 8 * index, at(index + 1))
        prototypes = at(layout.constant("TransitionArray", "prototype_transitions")) if size else 0
        if not is_smi(prototypes) and prototypes & 0xFFFFFFFF != CLEARED_WEAK:
            yield Row("(prototype transitions)", start, prototypes)

    return Part("transitions", count, rows())


# -- hash tables ---------------------------------------------------------------------------

# class -> constants that say how an entry looks
_SHAPES = {
    "NameDictionary": "NameDictionary",
    "GlobalDictionary": "GlobalDictionary",
    "NumberDictionary": "NumberDictionary",
    "EphemeronHashTable": "EphemeronHashTable",
    "ObjectHashTable": "ObjectHashTable",
}
_ORDERED = {"OrderedHashMap": "OrderedHashMap", "OrderedHashSet": "OrderedHashSet"}


def table_part(table: HeapObject) -> Optional[Part]:
    """The entries of a dictionary or hash table, None of one whose entries V8 keeps in a way that is not known here."""
    cls = class_of(table)
    layout = table.session.layout
    if cls in _ORDERED:
        return _ordered_part(table, layout.constant(_ORDERED[cls], "entry_size"))
    shape = next((name for base, name in _SHAPES.items() if is_a(layout, cls, base)), "")
    if not shape:
        return None
    count = smi(table.word(layout.offset("HashTable", "number_of_elements")))
    return Part("entries", count, _entries(table, shape))


def _entries(table: HeapObject, shape: str) -> Iterator[Row]:
    session, layout = table.session, table.session.layout
    capacity = smi(table.word(layout.offset("HashTable", "capacity")))
    size = layout.constant(shape, "entry_size")
    start = layout.offset("HashTable", "elements") + 8 * layout.constant(shape, "prefix_size")
    length = smi(table.word(layout.offset("FixedArrayBase", "length")))
    end = layout.offset("FixedArray", "data") + 8 * min(length, limits.MAX_ARRAY)
    if capacity < 0 or start + 8 * capacity * size > end:
        raise Corrupt(f"hash table {table.address:#x} of {length} words has capacity {capacity}")
    for index in range(capacity):
        offset = start + 8 * index * size
        words = session.process.words(table.start + offset, size)
        row = _entry(session, shape, offset, words)
        if row is not None:
            yield row


def _entry(session: Session, shape: str, offset: int, words: Tuple[int, ...]) -> Optional[Row]:
    """A row of the entry, None where it is unused."""
    if shape == "GlobalDictionary":
        return _cell_entry(session, offset, words[0])
    if not is_smi(words[0]) and type_of_word(session, words[0]) in _unused(session):
        return None
    value = words[1] if len(words) > 1 else words[0]
    facts: Dict[str, Any] = {}
    if len(words) > 2 and is_smi(words[2]):
        decoded = property_details(session.layout, smi(words[2]) & 0xFFFFFFFF, dictionary=True)
        facts = {"details": decoded, "text": details_text(decoded)}
    facts["key"] = words[0]
    name = f"{words[0]:#x}" if shape.endswith("HashTable") and not is_smi(words[0]) else key_name(session, words[0])
    return Row(name, offset, value, None, facts)


def _cell_entry(session: Session, offset: int, word: int) -> Optional[Row]:
    view = None if is_smi(word) else session.heap_object(word)
    if not isinstance(view, PropertyCell):
        return None
    decoded = property_details(session.layout, int(view.property_details_raw) & 0xFFFFFFFF, dictionary=True)
    name = key_name(session, view.word(session.layout.offset("PropertyCell", "name")))
    return Row(name, offset, word, None, {"details": decoded, "text": details_text(decoded)})


def _unused(session: Session) -> List[int]:
    """Instance types of what stands in the place of a key that is not there."""
    names = ("ODDBALL_TYPE", "HOLE_TYPE")
    return [session.layout.type(name) for name in names if session.layout.has(name)]


def _ordered_part(table: HeapObject, size: int) -> Part:
    session, layout = table.session, table.session.layout

    def number(field: str) -> int:
        word = table.word(layout.offset("OrderedHashTable", field))
        return smi(word) if is_smi(word) else 0

    live, gone = number("number_of_elements"), max(number("number_of_deleted_elements"), 0)
    buckets = number("number_of_buckets")
    start = layout.offset("OrderedHashTable", "table") + 8 * buckets
    if not (0 <= live <= limits.MAX_ARRAY and 0 <= gone <= limits.MAX_ARRAY and 0 <= buckets <= limits.MAX_ARRAY):
        raise Corrupt(f"hash table {table.address:#x} has {live} elements in {buckets} buckets")
    obsolete = not is_smi(table.word(layout.offset("OrderedHashTable", "number_of_elements")))

    def rows() -> Iterator[Row]:
        for index in range(0 if obsolete else live + gone):
            offset = start + 8 * index * size
            words = session.process.words(table.start + offset, size)
            if is_smi(words[0]) or type_of_word(session, words[0]) not in _unused(session) or not gone:
                name = _key_text(session, words[0]) if size > 2 else str(index)
                yield Row(name, offset, words[1] if size > 2 else words[0], None, {"key": words[0]})

    return Part("entries", live, rows())


def _key_text(session: Session, word: int) -> str:
    if is_smi(word):
        return str(smi(word))
    try:
        view = session.heap_object(word)
        return text(view, 40) if isinstance(view, String) else f"{word:#x}"
    except Error:
        return f"<unreadable {word:#x}>"


def map_part(shape: HeapObject) -> Optional[Part]:
    """A map's own descriptors: the properties that its objects have without a dictionary."""
    if not isinstance(shape, Map) or not shape.number_of_own_descriptors:
        return None
    array = shape.instance_descriptors
    count = min(shape.number_of_own_descriptors, descriptor_count(array))
    return Part("own descriptors", count, _descriptors(array, count))


PARTS: Dict[str, Callable[[HeapObject], Optional[Part]]] = {
    "Map": map_part,
    "DescriptorArray": descriptors_part,
    "TransitionArray": transitions_part,
    "HashTable": table_part,
    "OrderedHashMap": table_part,
    "OrderedHashSet": table_part,
}
