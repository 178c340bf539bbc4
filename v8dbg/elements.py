"""Indexed properties, in every way V8 stores them (src/objects/elements.cc, elements-kind.h)."""

from __future__ import annotations

import struct
from typing import Iterator, Optional, Tuple, Union

from . import limits
from .errors import Corrupt
from .maps import Map, map_of, table_entries, type_of_word
from .objects import HEAP_TAG, HeapObject, Value, is_smi, smi
from .primitives import HeapNumber, is_hole
from .session import Session
from .strings import String

Slot = Union[int, float, HeapObject]  # a Smi, a double without a box, anything else
Word = Union[int, float]  # a tagged word, or a double
Entry = Tuple[int, Word, int]  # index, value, PropertyAttributes

HOLE_NAN = 0xFFF7FFFFFFF7FFFF  # kHoleNanInt64, src/common/globals.h
NO_PROPERTIES = ("JS_PROXY_TYPE", "WASM_STRUCT_TYPE", "WASM_ARRAY_TYPE")  # receivers that hold none themselves
_CHUNK = 4096  # elements read at once

# element kind without _ELEMENTS: format of struct
FORMATS = {
    "UINT8": "B",
    "UINT8_CLAMPED": "B",
    "INT8": "b",
    "UINT16": "H",
    "INT16": "h",
    "UINT32": "I",
    "INT32": "i",
    "FLOAT16": "e",
    "FLOAT32": "f",
    "FLOAT64": "d",
    "BIGUINT64": "Q",
    "BIGINT64": "q",
}


def elements(obj: HeapObject) -> Iterator[Tuple[int, Slot]]:
    """(index, value) of every indexed property in order, holes left out; of a typed array nothing (see containers).

    A word that is no value raises at its turn; `element_words` goes on after it."""
    for index, word in element_words(obj):
        yield index, word if isinstance(word, float) else obj.session.value(word)


def element_words(obj: HeapObject) -> Iterator[Tuple[int, Word]]:
    """(index, tagged word or double) of every indexed property in order, holes left out."""
    return ((index, word) for index, word, _ in element_entries(obj))


def element_entries(obj: HeapObject) -> Iterator[Entry]:
    """(index, tagged word or double, PropertyAttributes) of every indexed property in order, holes left out."""
    shape = map_of(obj)
    if shape.described_type in NO_PROPERTIES:
        return iter(())
    kind = shape.elements_kind
    if kind.startswith("PACKED_DOUBLE") or kind.startswith("HOLEY_DOUBLE"):
        return _doubles(obj, shape)
    if kind.startswith(("PACKED_", "HOLEY_", "SHARED_ARRAY")):
        return _words(obj.session, _store(obj), _length(obj, shape), 0, _attributes(obj.session, kind))
    if kind == "DICTIONARY_ELEMENTS":
        return _dictionary(obj.session, _store(obj))
    if kind.endswith("SLOPPY_ARGUMENTS_ELEMENTS"):
        return _arguments(obj.session, _store(obj), kind.startswith("SLOW"))
    if kind.endswith("STRING_WRAPPER_ELEMENTS"):
        return _after_string(obj, kind)
    return iter(())


def element_entry(obj: HeapObject, index: int) -> Optional[Entry]:
    """The entry of one index, None where there is none: of a long array that is far quicker than going through it."""
    shape = map_of(obj)
    kind, session = shape.elements_kind, obj.session
    is_double = kind.startswith(("PACKED_DOUBLE", "HOLEY_DOUBLE"))
    if shape.described_type in NO_PROPERTIES or not kind.startswith(("PACKED_", "HOLEY_", "SHARED_ARRAY")):
        return next((entry for entry in element_entries(obj) if entry[0] == index), None)
    store = _store(obj)
    if not 0 <= index < min(_store_length(store), _length(obj, shape)):
        return None
    place = store.start + session.layout.offset("FixedArray", "data") + 8 * index
    word = session.process.u64(place)
    if is_double:
        return None if word == HOLE_NAN else (index, session.process.f64(place), 0)
    if word & HEAP_TAG and is_hole_word(session, word):
        return None
    return index, word, _attributes(session, kind)


def array_length(obj: HeapObject) -> int:
    """`length` of an array. Raises Corrupt where it is no length."""
    value = obj.session.value(obj.word(obj.session.layout.offset("JSArray", "length")))
    if isinstance(value, HeapNumber):
        value = int(value.value) if 0 <= value.value < 1 << 32 else -1
    if not isinstance(value, int) or value < 0:
        raise Corrupt(f"array {obj.address:#x} has length {value}")
    return value


def typed_kind(obj: HeapObject) -> str:
    """Kind of a typed array's elements: a key of FORMATS."""
    return map_of(obj).elements_kind.replace("RAB_GSAB_", "").replace("_ELEMENTS", "")


def _store(obj: HeapObject) -> HeapObject:
    return obj.session.heap_object(obj.word(obj.session.layout.offset("JSObject", "elements")))


def _store_length(store: HeapObject) -> int:
    word = store.word(store.session.layout.offset("FixedArrayBase", "length"))
    length = smi(word)
    if not is_smi(word) or not 0 <= length <= limits.MAX_ARRAY:
        raise Corrupt(f"elements at {store.address:#x} have length word {word:#x}")
    return length


def _length(obj: HeapObject, shape: Map) -> int:
    return array_length(obj) if shape.described_type == "JS_ARRAY_TYPE" else limits.MAX_ARRAY


def _attributes(session: Session, kind: str) -> int:
    """PropertyAttributes of all elements of a frozen or sealed object."""
    constant = session.layout.constant
    fixed = constant("PropertyDetails", "dont_delete") if "FROZEN" in kind or "SEALED" in kind else 0
    return fixed | (constant("PropertyDetails", "read_only") if "FROZEN" in kind else 0)


def _words(session: Session, store: HeapObject, most: int, start: int = 0, attributes: int = 0) -> Iterator[Entry]:
    count = min(_store_length(store), most)
    data = store.start + session.layout.offset("FixedArray", "data")
    hole = -1  # no word
    for at in range(start, count, _CHUNK):
        for index, word in enumerate(session.process.words(data + 8 * at, min(_CHUNK, count - at)), at):
            if word == hole:
                continue
            if word & HEAP_TAG and is_hole_word(session, word):
                hole = word
                continue
            yield index, word, attributes


def is_hole_word(session: Session, word: int) -> bool:
    """Is the object of this word a hole? One that cannot be read is none."""
    number = type_of_word(session, word)
    for name in ("HOLE_TYPE", "ODDBALL_TYPE"):
        if session.layout.has(name) and number == session.layout.type(name):
            return is_hole(session.value(word))
    return False


def _doubles(obj: HeapObject, shape: Map) -> Iterator[Entry]:
    session, store = obj.session, _store(obj)
    count = min(_store_length(store), _length(obj, shape))
    data = store.start + session.layout.offset("FixedArray", "data")
    for at in range(0, count, _CHUNK):
        raw = session.process.read(data + 8 * at, 8 * min(_CHUNK, count - at))
        values = struct.unpack(f"<{len(raw) // 8}d", raw)
        for index, value in enumerate(values, at):
            if value != value and int.from_bytes(raw[8 * (index - at) : 8 * (index - at) + 8], "little") == HOLE_NAN:
                continue
            yield index, value, 0


def _dictionary(session: Session, store: HeapObject) -> Iterator[Entry]:
    attributes = session.layout.bits("PropertyDetails", "attributes")
    found = []
    for key, value, details in table_entries(store, "NumberDictionary"):
        if is_smi(key):
            index = smi(key)
        else:
            number = session.value(key)
            if not isinstance(number, HeapNumber):
                continue  # undefined or a hole: no entry
            if not 0 <= number.value < 1 << 32:
                raise Corrupt(f"elements at {store.address:#x} have a key {number.value}")
            index = int(number.value)
        found.append((index, value, attributes.of(smi(details))))
    return iter(sorted(found))


def _arguments(session: Session, store: HeapObject, slow: bool) -> Iterator[Entry]:
    """Sloppy arguments: the named parameters live in the function's context (src/objects/arguments.h)."""
    layout = session.layout
    mapped = _store_length(store) - layout.constant("SloppyArgumentsElements", "header_in_length")
    context = store.word(layout.offset("SloppyArgumentsElements", "context"))
    rest = session.heap_object(store.word(layout.offset("SloppyArgumentsElements", "arguments")))
    inner = _dictionary(session, rest) if slow else _words(session, rest, limits.MAX_ARRAY)
    found = {index: (word, attributes) for index, word, attributes in inner}
    entries = store.start + layout.offset("SloppyArgumentsElements", "mapped_entries")
    for index, word in enumerate(session.process.words(entries, max(mapped, 0))):
        if is_smi(word):
            slot = context - HEAP_TAG + layout.offset("Context", "elements") + 8 * smi(word)
            attributes = found[index][1] if index in found else 0
            found[index] = session.process.u64(slot), attributes
    return ((index, *entry) for index, entry in sorted(found.items()))


def _after_string(obj: HeapObject, kind: str) -> Iterator[Entry]:
    """Of a String object: what was added behind its characters, which are no stored elements."""
    session, store = obj.session, _store(obj)
    if kind.startswith("SLOW"):
        return _dictionary(session, store)
    text: Value = session.value(obj.word(session.layout.offset("JSPrimitiveWrapper", "value")))
    return _words(session, store, limits.MAX_ARRAY, text.length if isinstance(text, String) else 0)
