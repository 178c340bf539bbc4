"""What lies at an offset inside an object: a field, an element, a property, a variable, an instruction."""

from __future__ import annotations

from typing import Iterator, Tuple

from .classes import class_of, is_a
from .errors import Error, NotFound
from .fields import end_of_fields, field_values, first_property, sizes_of
from .functions import JSFunction
from .maps import Map, map_of
from .objects import HeapObject, smi
from .scopes import Context, ScopeInfo
from .session import Session
from .strings import String, Symbol, text

_BYTES = ("BYTE_ARRAY_TYPE", "TRUSTED_BYTE_ARRAY_TYPE")
_INSTRUCTIONS = ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE")
_DESCRIPTOR = ("key", "details", "value")


def part_at(obj: HeapObject, offset: int) -> str:
    """Name of what holds a byte, `offset` bytes from the object's start: "field length", "element 3".

    "" where nothing is known of it."""
    if 0 <= offset < 8:
        return "field map"
    try:
        found = _field(obj, offset) or _repeated(obj, offset) or _property(obj, offset)
    except Error:
        found = ""
    return found


def _field(obj: HeapObject, offset: int) -> str:
    if offset >= end_of_fields(obj):
        return ""
    try:
        for value in field_values(obj):
            info = value.info
            if info.offset <= offset < info.offset + info.size and not info.is_padding:
                return f"field {info.name}"
    except NotFound:
        pass
    return ""


def _repeated(obj: HeapObject, offset: int) -> str:
    """An element of an object that has many of the same."""
    _, formula = sizes_of(obj.session).of_map(obj.map_word)
    if formula is None or offset < formula.header:
        return ""
    number, kind = (offset - formula.header) // (formula.unit or 8), obj.type_name
    if isinstance(obj, String):
        return f"character {number}"
    if isinstance(obj, Context):
        return _slot(obj, (offset - obj.session.layout.offset("Context", "elements")) // 8)
    if kind in _BYTES:
        return f"byte {number}"
    if kind == "BYTECODE_ARRAY_TYPE":
        return f"bytecode at {number}"
    if kind in _INSTRUCTIONS:
        return f"instruction at {offset - formula.header:#x}"
    if kind.endswith("DESCRIPTOR_ARRAY_TYPE"):
        return f"{_DESCRIPTOR[(offset - formula.header) // 8 % 3]} of descriptor {number}"
    if kind == "FEEDBACK_VECTOR_TYPE":
        return f"slot {number}"
    if kind == "PROPERTY_ARRAY_TYPE":
        return f"property value {number}"
    if kind == "FREE_SPACE_TYPE" or kind == "SCOPE_INFO_TYPE":
        return ""
    return f"element {number}"


def _slot(context: Context, number: int) -> str:
    """A variable of a context by its name."""
    info = context.scope_info
    for name, slot in info.locals() if isinstance(info, ScopeInfo) and not context.is_native else ():
        if slot == number:
            return f"variable {name}"
    return f"slot {number}"


def _property(obj: HeapObject, offset: int) -> str:
    """A property that lies in the object itself."""
    if not is_a(obj.session.layout, class_of(obj), "JSReceiver"):
        return ""
    shape, first = map_of(obj), first_property(obj) // 8
    for key, index in fields_of_shape(shape):
        if offset // 8 == first + index and first + index < shape.instance_size_in_words:
            return f"property {key_text(obj.session, key)}"
    if isinstance(obj, JSFunction) or offset < 8 * first:
        return ""
    return "unused property slot"


def fields_of_shape(shape: Map) -> Iterator[Tuple[int, int]]:
    """(key, index of its field) of every property that a map keeps in a field: in the object first, then outside."""
    session, layout = shape.session, shape.session.layout
    if shape.is_dictionary_map or not shape.number_of_own_descriptors:
        return
    descriptors = shape.instance_descriptors
    start = descriptors.start + layout.offset("DescriptorArray", "header_size")
    words = session.process.words(start, 3 * shape.number_of_own_descriptors)
    location, index = layout.bits("PropertyDetails", "location"), layout.bits("PropertyDetails", "field_index")
    for at in range(0, len(words), 3):
        details = smi(words[at + 1])
        if location.of(details) != layout.constant("PropertyDetails", "in_descriptor"):
            yield words[at], index.of(details)


def part_through(holder: HeapObject, store: HeapObject, name: str, offset: int) -> str:
    """What a byte of an object's store is to the object: which property, which element; else `name`, the store's."""
    layout = holder.session.layout
    try:
        if store.type_name == "PROPERTY_ARRAY_TYPE":
            shape = map_of(holder)
            inside = shape.instance_size_in_words - shape.inobject_properties_start_or_constructor_function_index
            number = (offset - layout.offset("PropertyArray", "header_size")) // 8 + inside
            for key, index in fields_of_shape(shape):
                if index == number:
                    return f"property {key_text(holder.session, key)}"
        if store.type_name == "NAME_DICTIONARY_TYPE":
            first = layout.offset("HashTable", "elements") + 8 * layout.constant("NameDictionary", "prefix_size")
            size = 8 * layout.constant("NameDictionary", "entry_size")
            if offset >= first:
                return f"property {key_text(holder.session, store.word(offset - (offset - first) % size))}"
        if name == "elements" and store.type_name in ("FIXED_ARRAY_TYPE", "FIXED_DOUBLE_ARRAY_TYPE"):
            number = (offset - layout.offset("FixedArray", "data")) // 8
            return f"[{number}]" if number >= 0 else name
    except Error:
        pass
    return name


def key_text(session: Session, key: int) -> str:
    """A property's key as source has it: a name, or [Symbol(…)]."""
    view = session.value(key)
    if isinstance(view, Symbol):
        name = view.name
        described = text(name) if isinstance(name, String) else ""
        return described if view.is_private_name else f"[Symbol({described})]"
    return text(view) if isinstance(view, String) else str(view)
