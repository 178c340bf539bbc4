"""The fields of one object as they lie in memory: what each word is, decoded, and what it leads to.

One bad field hides no other: what cannot be read is a FieldValue with `error`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Dict, Iterator, Tuple, Union

from . import bits_text
from .bits_text import Decoded
from .classes import FieldInfo, accepts, all_fields, base_of, class_of, fixed_size, is_a
from .errors import Corrupt, Error
from .heap_sizes import Sizes
from .layout import Layout
from .maps import map_of
from .objects import CLEARED_WEAK, TAG_MASK, HeapObject, is_smi, smi
from .session import PerSession, Session

RECEIVER = "JSReceiver"
_SIZES: PerSession[Sizes] = PerSession()


@dataclass(frozen=True)
class FieldValue:
    """A field of one object. `word` is what lies there, as many bytes as the field has.

    `number` is its value where it holds no tagged word; `name` what the number stands for."""

    info: FieldInfo
    word: int = 0
    number: Union[int, float, None] = None
    name: str = ""
    bits: Decoded = field(default_factory=dict)
    error: str = ""

    @property
    def is_cleared(self) -> bool:
        """Is it a weak reference whose target was collected?"""
        return self.info.is_tagged and self.word & 0xFFFFFFFF == CLEARED_WEAK

    @property
    def is_weak(self) -> bool:
        return self.info.is_tagged and self.word & TAG_MASK == TAG_MASK and not self.is_cleared


def object_size(obj: HeapObject) -> int:
    """Bytes of an object. Raises Corrupt, Fault, Unknown."""
    return sizes_of(obj.session).size(obj.start, obj.map_word)


def sizes_of(session: Session) -> Sizes:
    """The sizes of this session's objects."""
    found = _SIZES.get(session, None)
    if found is None:
        found = _SIZES[session] = Sizes(session)
    return found


def known_size(obj: HeapObject) -> int:
    """The same, 0 where it cannot be told."""
    try:
        return object_size(obj)
    except Error:
        return 0


def first_property(obj: HeapObject) -> int:
    """Offset of the first in-object property: where the fields of its class end. Raises Corrupt of no JSReceiver."""
    layout = obj.session.layout
    if not is_a(layout, class_of(obj), RECEIVER):
        raise Corrupt(f"{obj.address:#x} is no JavaScript object")
    return 8 * int(map_of(obj).inobject_properties_start_or_constructor_function_index)


def end_of_fields(obj: HeapObject) -> int:
    """Offset at which no field can begin: an object may be shorter than its class, as functions without prototype."""
    try:
        return end_by_map(obj) or object_size(obj)
    except Error:
        return 1 << 30


def end_by_map(obj: HeapObject) -> int:
    """The same for all objects of the map, 0 where each ends with its size. Raises Corrupt, Fault."""
    size = 8 * int(map_of(obj).instance_size_in_words)
    if size and is_a(obj.session.layout, class_of(obj), RECEIVER):
        return min(size, first_property(obj) or size)
    return size


def field_values(obj: HeapObject, cls: str = "") -> Iterator[FieldValue]:
    """Every field of an object, in memory order, the padding too; `cls` reads it as another class than it has.

    Raises NotFound of a class that is not known."""
    layout = obj.session.layout
    forced = bool(cls)
    end = 1 << 30 if forced else end_of_fields(obj)
    for info in all_fields(layout, cls or class_of(obj)):
        if not info.repeated and info.offset < end:
            yield read_field(obj, info)


def read_field(obj: HeapObject, info: FieldInfo) -> FieldValue:
    """One field of an object."""
    session = obj.session
    try:
        data = session.process.read(obj.start + info.offset, info.size)
    except Error as error:
        return FieldValue(info, error=str(error))
    word = int.from_bytes(data, "little")
    if info.is_tagged:
        return _tagged(session, info, word)
    number = _number(info.type, data)
    group = bits_text.group_of(session.layout, info.cls, info.name)
    decoded = bits_text.decode(session.layout, group, word) if group else {}
    name = bits_text.whole(session.layout, info.cls, info.name, word)
    return FieldValue(info, word, number, name, decoded)


def _number(kind: str, data: bytes) -> Union[int, float]:
    if kind == "f64":
        value: float = struct.unpack("<d", data)[0]
        return value
    return int.from_bytes(data, "little", signed=kind.startswith("i"))


def _tagged(session: Session, info: FieldInfo, word: int) -> FieldValue:
    if not is_smi(word):
        return FieldValue(info, word)
    number, layout = smi(word), session.layout
    group = bits_text.group_of(layout, info.cls, info.name)
    if f"{info.cls}.{info.name}" == "PropertyCell.property_details_raw":
        decoded = bits_text.property_details(layout, number & 0xFFFFFFFF, dictionary=True)
    else:
        decoded = bits_text.decode(layout, group, number & 0xFFFFFFFF) if group else {}
    return FieldValue(info, word, None, bits_text.whole(layout, info.cls, info.name, number), decoded)


def mismatch(session: Session, found: FieldValue) -> str:
    """What a tagged field holds that its declaration does not allow, "" where it is as declared."""
    if not found.info.is_tagged or found.error or found.is_cleared:
        return ""
    try:
        value = session.value(found.word)
    except Error as error:
        return "" if is_unvisited(session.layout, found.info) else str(error)
    if accepts(session, found.info.type, value) or is_unvisited(session.layout, found.info):
        return ""
    return f"a {'Smi' if isinstance(value, int) else class_of(value)} where {found.info.type} is declared"


def is_unvisited(layout: Layout, info: FieldInfo) -> bool:
    """Does the collector pass over it, so that what it referred to may be gone?"""
    return f"{info.cls}.{info.name}" in layout.names("UnvisitedFields")


def class_rows(session: Session, cls: str) -> Tuple[str, int, Dict[str, FieldInfo]]:
    """(base, bytes of the fixed part, own fields by name) of a class. Raises NotFound."""
    layout = session.layout
    fields = {each.name: each for each in all_fields(layout, cls) if each.cls == cls and not each.is_padding}
    return base_of(layout, cls), fixed_size(layout, cls), fields
