"""Own properties of JavaScript objects, however V8 stores them.

Named properties lie in the object itself, in a PropertyArray, in descriptors, in a
NameDictionary, or (of the global object) in PropertyCells; `elements` has the indexed
ones. src/objects/js-objects.h, property-details.h, descriptor-array.h, dictionary.h.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Callable, Iterator, Optional, Tuple, Union, cast

from . import limits
from .elements import NO_PROPERTIES, Slot, Word, element_entries, element_entry, is_hole_word
from .errors import Corrupt, NotFound
from .maps import Map, map_of, prototype, prototype_chain, table_columns, table_entries, type_of_word
from .objects import HEAP_TAG, TAG_MASK, HeapObject, is_smi, smi
from .primitives import AccessorInfo, AccessorPair, HeapNumber, Oddball, PropertyCell
from .session import Session
from .strings import String, Symbol, symbol_text, text

MAX_INDEX = (1 << 32) - 1  # larger numbers are names (JSObject::kMaxElementIndex)

Key = Union[int, String, Symbol]
Place = Union[Word, Callable[[], Word]]  # the word of a value, or what finds it
Entry = Tuple[int, int, Place]  # key word, details, value


@dataclass(frozen=True)
class Property:
    """One own property. `key`, `word` and `value` are read when asked for, and raise where they cannot be."""

    session: Session = field(repr=False, compare=False)
    key_word: int  # the tagged word of a name or symbol; of an indexed property the index itself
    indexed: bool
    attributes: int  # PropertyAttributes, src/objects/property-details.h
    accessor: bool  # computed by an AccessorPair of functions, or by C++ code behind an AccessorInfo
    place: Place = field(repr=False, compare=False)

    @property
    def key(self) -> Key:
        """An index, a String or a Symbol."""
        if self.indexed:
            return self.key_word
        found = self.session.value(self.key_word)
        if not isinstance(found, (String, Symbol)):
            raise Corrupt(f"{self.key_word:#x} stands where the key of a property should")
        return found

    @property
    def name(self) -> str:
        """The key as text; of a symbol its description."""
        key = self.key
        if isinstance(key, int):
            return str(key)
        if isinstance(key, String):
            return text(key, limits.MAX_KEY)
        return symbol_text(key)[len("Symbol(") : -1]

    @property
    def word(self) -> Word:
        """The tagged word, or a double that V8 keeps without a box."""
        return self.place() if callable(self.place) else self.place

    @property
    def value(self) -> Slot:
        """A Python number, or a view of anything else."""
        word = self.word
        found = word if isinstance(word, float) else self.session.value(word)
        return cast(float, found.value) if isinstance(found, HeapNumber) else found

    def _attribute(self, name: str) -> bool:
        return bool(self.attributes & self.session.layout.constant("PropertyDetails", name))

    @property
    def enumerable(self) -> bool:
        return not self._attribute("dont_enum")

    @property
    def writable(self) -> bool:
        return not self._attribute("read_only")

    @property
    def configurable(self) -> bool:
        return not self._attribute("dont_delete")

    @property
    def is_accessor(self) -> bool:
        """Has it a getter or a setter? False where C++ answers, which JavaScript sees as plain data."""
        return isinstance(self.value, AccessorPair)

    @property
    def is_symbol(self) -> bool:
        return not self.indexed and _key_type(self.session, self.key_word) == "symbol"

    @property
    def is_private(self) -> bool:
        """A #name, or one of the engine's own symbols."""
        key = self.key if self.is_symbol else None
        return isinstance(key, Symbol) and key.is_private


def own_properties(obj: HeapObject, limit: int = limits.MAX_ARRAY) -> Iterator[Property]:
    """Every own property in the order of Reflect.ownKeys (indices, names, symbols), private ones last."""
    return islice(chain(indexed_properties(obj), named_properties(obj)), limit)


def indexed_properties(obj: HeapObject) -> Iterator[Property]:
    """Own properties with an index, in order; the elements of a typed array and the characters of a String object,
    which are no stored properties, are not among them."""
    for index, word, attributes in element_entries(obj):
        yield Property(obj.session, index, True, attributes, False, word)


def named_properties(obj: HeapObject) -> Iterator[Property]:
    """Own properties with a name or a symbol: names, then symbols, then private ones, each as they were made."""
    symbols = []
    for entry in _entries(obj):
        kind = _key_type(obj.session, entry[0])
        if kind == "symbol":
            symbols.append(_property(obj.session, *entry))
        elif kind:
            yield _property(obj.session, *entry)
    yield from (each for each in symbols if not each.is_private)
    yield from (each for each in symbols if each.is_private)


def _property(session: Session, key: int, details: int, place: Place) -> Property:
    layout = session.layout
    accessor = layout.bits("PropertyDetails", "kind").of(details) == layout.constant("PropertyDetails", "accessor")
    return Property(session, key, False, layout.bits("PropertyDetails", "attributes").of(details), accessor, place)


def _entries(obj: HeapObject, in_order: bool = True) -> Iterator[Entry]:
    """(key word, details, value) of every named property, in the order that they were made.

    Some may be no properties: their key is neither a string nor a symbol."""
    shape = map_of(obj)
    if shape.described_type in NO_PROPERTIES:
        return iter(())
    if not shape.is_dictionary_map:
        return _fast(obj, shape)
    if shape.described_type == "JS_GLOBAL_OBJECT_TYPE":
        return _global(obj)
    return _dictionary(obj, in_order)


def _key_type(session: Session, word: int) -> str:
    """What a key word leads to: "string", "symbol", "" (no key: an unused entry), "unreadable"."""
    number = type_of_word(session, word)
    if number is None:
        return "" if is_smi(word) else "unreadable"
    symbol = session.layout.type("SYMBOL_TYPE")  # the first type that is no string, src/objects/instance-type.h
    return "string" if number < symbol else "symbol" if number == symbol else ""


def get(obj: HeapObject, name: str) -> Optional[Property]:
    """The own property of that string key, None where there is none (an index is a key too)."""
    if len(name) < 11 and name.isascii() and name.isdigit() and str(int(name)) == name and int(name) < MAX_INDEX:
        found = element_entry(obj, int(name))
        return Property(obj.session, found[0], True, found[2], False, found[1]) if found is not None else None
    session, offset = obj.session, obj.session.layout.offset("String", "length") - HEAP_TAG
    wanted = (len(name.encode("utf-16-le", "surrogatepass")) // 2).to_bytes(4, "little")
    entries = list(_entries(obj, in_order=False))
    # the cheapest question first: a dictionary may have a million keys
    lengths = session.process.gather((entry[0] + offset for entry in entries), 4)
    for entry in (entry for entry, length in zip(entries, lengths) if length == wanted):
        if _key_type(session, entry[0]) == "string" and text(session.value(entry[0])) == name:
            return _property(session, *entry)
    return None


def symbol_properties(obj: HeapObject) -> Iterator[Property]:
    """Own properties whose key is a symbol that scripts can see, as they were made."""
    session = obj.session
    entries = list(_entries(obj))
    maps = session.process.gather((entry[0] - HEAP_TAG for entry in entries), 8)
    number = session.layout.type("SYMBOL_TYPE")
    symbols = {raw for raw in set(maps) if raw and _is_map_of(session, int.from_bytes(raw, "little"), number)}
    for entry, raw in zip(entries, maps):
        if raw in symbols:
            found = _property(session, *entry)
            if not found.is_private:
                yield found


def _is_map_of(session: Session, map_word: int, number: int) -> bool:
    return map_word & TAG_MASK == HEAP_TAG and session.readable_instance_type(map_word) == number


def lookup(obj: HeapObject, name: str) -> Optional[Property]:
    """The property of that string key on the object or its prototypes, None where there is none."""
    for holder in prototype_chain(obj):
        found = get(holder, name)
        if found:
            return found
    return None


def global_object(obj: HeapObject) -> HeapObject:
    """`globalThis` is a proxy whose properties belong to its prototype; anything else is itself."""
    if map_of(obj).described_type == "JS_GLOBAL_PROXY_TYPE":
        target = prototype(obj)
        if target is None:
            raise NotFound(f"the global proxy {obj.address:#x} belongs to no context any more")
        return target
    return obj


# -- fast properties -------------------------------------------------------------------


def _fast(obj: HeapObject, shape: Map) -> Iterator[Entry]:
    session, layout = obj.session, obj.session.layout
    count = shape.number_of_own_descriptors
    if not count:
        return
    if count > limits.MAX_DESCRIPTORS:
        raise Corrupt(f"map {shape.address:#x} has {count} descriptors")
    descriptors = shape.instance_descriptors
    start = descriptors.start + layout.offset("DescriptorArray", "header_size")
    words = session.process.words(start, 3 * count)
    location = layout.bits("PropertyDetails", "location")
    representation = layout.bits("PropertyDetails", "representation")
    in_descriptor = layout.constant("PropertyDetails", "in_descriptor")
    double = layout.constant("PropertyDetails", "double")
    index_bits = layout.bits("PropertyDetails", "field_index")
    for at in range(0, 3 * count, 3):
        details = smi(words[at + 1])
        if location.of(details) == in_descriptor:
            place: Place = words[at + 2]
        else:
            is_double = representation.of(details) == double
            place = _field_reader(obj, shape, index_bits.of(details), is_double)
        yield words[at], details, place


def _field_reader(obj: HeapObject, shape: Map, index: int, is_double: bool) -> Callable[[], Word]:
    def read() -> Word:
        session = obj.session
        first = shape.inobject_properties_start_or_constructor_function_index
        inside = shape.instance_size_in_words - first
        if index < inside:
            address = obj.start + 8 * (first + index)
            if is_double and is_unboxed(shape, index):
                return session.process.f64(address)
        else:
            address = _property_array(obj) + 8 * (index - inside)
        return session.process.u64(address)

    return read


def _property_array(obj: HeapObject) -> int:
    """Address of the first property outside the object. Raises Corrupt where it has none."""
    layout = obj.session.layout
    word = obj.word(layout.offset("JSReceiver", "properties_or_hash"))
    if is_smi(word):
        raise Corrupt(f"object {obj.address:#x} has lost its property array")
    # PropertyArray::kHeaderSize: map and length, as in a FixedArray
    return word - HEAP_TAG + layout.offset("PropertyArray", "header_size")


def is_unboxed(shape: Map, index: int) -> bool:
    """Does the object itself hold the bits of this double? (V8 before 8.0: layout-descriptor.h)"""
    session, layout = shape.session, shape.session.layout
    if not layout.has("UnboxedDoubles", "layout_descriptor"):
        return False
    word = shape.word(layout.offset("UnboxedDoubles", "layout_descriptor"))
    if is_smi(word):  # one bit a field; a set bit says: no tagged word here
        return index < 32 and bool(smi(word) & 0xFFFFFFFF & 1 << index)
    table = session.heap_object(word)
    length = smi(table.word(layout.offset("FixedArrayBase", "length")))
    byte = index // 8
    if byte >= length:
        return False
    return bool(session.process.u8(table.start + layout.offset("FixedArray", "data") + byte) & 1 << index % 8)


# -- dictionaries ----------------------------------------------------------------------


def _properties_table(obj: HeapObject) -> HeapObject:
    word = obj.word(obj.session.layout.offset("JSReceiver", "properties_or_hash"))
    if is_smi(word):
        raise Corrupt(f"object {obj.address:#x} has lost its dictionary")
    return obj.session.heap_object(word)


def _dictionary(obj: HeapObject, in_order: bool) -> Iterator[Entry]:
    session = obj.session
    order = session.layout.bits("PropertyDetails", "dictionary_index")
    table = _properties_table(obj)
    if table.type_name == "SWISS_NAME_DICTIONARY_TYPE":
        raise Corrupt(f"object {obj.address:#x} has a SwissNameDictionary, which no Node.js build uses")
    rows = zip(*table_columns(table, "NameDictionary"))
    # an unused entry has no Smi where the details of a property are
    found = [(key, details >> 32, value) for key, value, details in rows if key & HEAP_TAG and not details & HEAP_TAG]
    if in_order:
        found.sort(key=lambda entry: order.of(entry[1]))
    return iter(found)


def _global(obj: HeapObject) -> Iterator[Entry]:
    session = obj.session
    order = session.layout.bits("PropertyDetails", "dictionary_index")
    name = session.layout.offset("PropertyCell", "name")
    found = []
    for (word,) in table_entries(_properties_table(obj), "GlobalDictionary"):
        if type_of_word(session, word) == session.layout.type("PROPERTY_CELL_TYPE"):
            cell = PropertyCell(session, word)
            value = cell.word(session.layout.offset("PropertyCell", "value"))
            if not is_hole_word(session, value):
                found.append((order.of(cell.property_details_raw), cell.word(name), cell.property_details_raw, value))
    for _, key, details, value in sorted(found):
        yield key, details, value


def accessor_text(value: Any) -> str:
    """[Getter], [Setter] or [Getter/Setter], as util.inspect says it."""
    if isinstance(value, AccessorInfo) or not isinstance(value, AccessorPair):
        return "[Getter/Setter]"
    has = [isinstance(each, HeapObject) and not isinstance(each, Oddball) for each in (value.getter, value.setter)]
    return "[Getter/Setter]" if all(has) else "[Getter]" if has[0] else "[Setter]"
