"""Maps (the hidden classes of objects), prototype chains, and V8's hash tables."""

from __future__ import annotations

from typing import Iterator, Optional, cast

from . import limits
from .errors import Corrupt
from .objects import HEAP_TAG, TAG_MASK, Field, HeapObject, ObjectField, U8Field, U32Field, Value, is_smi, smi, view_of
from .primitives import Oddball
from .session import Session

_CHUNK = 2048  # entries of a table that are read at once


@view_of("MAP_TYPE")
class Map(HeapObject):
    """The hidden class of an object (src/objects/map.tq)."""

    instance_size_in_words = U8Field()
    inobject_properties_start_or_constructor_function_index = U8Field()
    bit_field = U8Field()
    bit_field2 = U8Field()
    bit_field3 = U32Field()
    prototype = ObjectField("an object, or null")
    constructor_or_back_pointer = Field()
    instance_descriptors = ObjectField()

    def flag(self, name: str) -> bool:
        """A flag of bit_field, such as is_callable."""
        return bool(self.session.layout.bits("Map.bit_field", name).of(self.bit_field))

    @property
    def described_type(self) -> str:
        """Name of the instance type of the objects with this map."""
        return self.session.layout.type_name(self.session.instance_type(self.address))

    @property
    def elements_kind(self) -> str:
        """Name of the elements kind (src/objects/elements-kind.h)."""
        layout = self.session.layout
        number = layout.bits("Map.bit_field2", "elements_kind").of(self.bit_field2)
        names = layout.names("ElementsKind")
        if number >= len(names):
            raise Corrupt(f"map {self.address:#x} has elements kind {number}")
        return names[number]

    @property
    def is_dictionary_map(self) -> bool:
        """Are the named properties in a dictionary?"""
        return bool(self.session.layout.bits("Map.bit_field3", "is_dictionary_map").of(self.bit_field3))

    @property
    def number_of_own_descriptors(self) -> int:
        return self.session.layout.bits("Map.bit_field3", "number_of_own_descriptors").of(self.bit_field3)

    @property
    def constructor(self) -> Value:
        """What made the first object of this family: a function or a template, null for V8's own maps."""
        found = self.constructor_or_back_pointer
        for _ in range(limits.MAX_DESCRIPTORS + 1):
            if not isinstance(found, Map):
                break
            found = found.constructor_or_back_pointer
        if isinstance(found, HeapObject) and found.type_name == "TUPLE2_TYPE":
            # with the prototype of a function whose .prototype is no object
            found = self.session.value(found.word(self.session.layout.offset("Tuple2", "value1")))
        return cast(Value, found)


def map_of(obj: HeapObject) -> Map:
    return Map(obj.session, obj.map_word)


def prototype(obj: HeapObject) -> Optional[HeapObject]:
    """What Object.getPrototypeOf gives, without asking a proxy. None for null."""
    found: HeapObject = map_of(obj).prototype
    return None if isinstance(found, Oddball) else found


def prototype_chain(obj: HeapObject) -> Iterator[HeapObject]:
    """The object itself, its prototype, and so on."""
    current: Optional[HeapObject] = obj
    for _ in range(limits.MAX_PROTOTYPES):
        if current is None:
            return
        yield current
        current = prototype(current)


def type_of_word(session: Session, word: int) -> Optional[int]:
    """Instance type of a tagged word's object by number; None of a Smi, and where the memory is missing or wrong."""
    if is_smi(word):
        return None
    raw = session.process.read_some(word - HEAP_TAG, 8)
    map_word = int.from_bytes(raw, "little")
    if len(raw) < 8 or map_word & TAG_MASK != HEAP_TAG:
        return None
    return session.readable_instance_type(map_word)


def table_columns(table: HeapObject, shape: str) -> list[list[int]]:
    """Tagged words of a HashTable, one list for each word of an entry, unused entries too.

    The constants of group `shape` say how large an entry is. Raises Corrupt (src/objects/hash-table.h)."""
    session, layout = table.session, table.session.layout
    capacity = smi(table.word(layout.offset("HashTable", "capacity")))
    length = smi(table.word(layout.offset("FixedArrayBase", "length")))
    size = layout.constant(shape, "entry_size")
    start = layout.offset("HashTable", "elements") + 8 * layout.constant(shape, "prefix_size")
    end = layout.offset("FixedArray", "data") + 8 * length
    if not 0 <= length <= limits.MAX_ARRAY or capacity < 0 or start + 8 * capacity * size > end:
        raise Corrupt(f"hash table {table.address:#x} of {length} words has capacity {capacity}")
    columns: list[list[int]] = [[] for _ in range(size)]
    for first in range(0, capacity, _CHUNK):
        words = session.process.words(table.start + start + 8 * first * size, min(_CHUNK, capacity - first) * size)
        for number, column in enumerate(columns):
            column.extend(words[number::size])
    return columns


def table_entries(table: HeapObject, shape: str) -> Iterator[tuple[int, ...]]:
    """The same, entry by entry."""
    return zip(*table_columns(table, shape))
