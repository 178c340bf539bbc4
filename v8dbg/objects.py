"""Heap objects as views: (session, address), reading nothing until asked.

`heap_object` is the one gate: it checks tag, map and map of the map, and picks the
class by instance type. Values are Python ints for Smis and views for everything else.
Tagging and field kinds as in V8's src/objects/tagged-impl.h and src/objects/objects.h.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Optional, Tuple, Type, TypeVar, Union

from .errors import Corrupt, Fault, NotFound

if TYPE_CHECKING:
    from .session import Session

HEAP_TAG, TAG_MASK, WEAK_MASK = 1, 3, 2
CLEARED_WEAK = 3  # the whole word of a cleared weak reference: src/objects/objects.h


def is_smi(word: int) -> bool:
    return not word & 1


def smi(word: int) -> int:
    """The integer of a Smi: the upper half of the word, signed (no pointer compression)."""
    value = word >> 32
    return value - (1 << 32) if value & 0x80000000 else value


Value = Union[int, "HeapObject"]


class Field:
    """A tagged field: reads as a Value."""

    def __init__(self, doc: str = "") -> None:
        self.doc = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.cls = name, owner.__name__

    def __get__(self, view: Optional[HeapObject], owner: type) -> Any:
        if view is None:
            return self
        return self.read(view, view.start + view.session.layout.offset(self.cls, self.name))

    def read(self, view: HeapObject, address: int) -> Any:
        return view.session.value(view.session.process.u64(address))


class ObjectField(Field):
    """A tagged field that always holds an object. Raises Corrupt where it does not."""

    def read(self, view: HeapObject, address: int) -> HeapObject:
        return heap_object(view.session, view.session.process.u64(address))


class RawField(Field):
    """A word as it is: a tagged word that may be weak or cleared, or an address."""

    def read(self, view: HeapObject, address: int) -> int:
        return view.session.process.u64(address)


class SmiField(Field):
    """A tagged field that always holds a Smi. Raises Corrupt where it does not."""

    def read(self, view: HeapObject, address: int) -> int:
        word = view.session.process.u64(address)
        if not is_smi(word):
            raise Corrupt(f"{self.cls}.{self.name} of {view.address:#x} is not a Smi: {word:#x}")
        return smi(word)


class U8Field(Field):
    def read(self, view: HeapObject, address: int) -> int:
        return view.session.process.u8(address)


class U16Field(Field):
    def read(self, view: HeapObject, address: int) -> int:
        return view.session.process.u16(address)


class U32Field(Field):
    def read(self, view: HeapObject, address: int) -> int:
        return view.session.process.u32(address)


class I32Field(Field):
    def read(self, view: HeapObject, address: int) -> int:
        return view.session.process.i32(address)


class F64Field(Field):
    def read(self, view: HeapObject, address: int) -> float:
        return view.session.process.f64(address)


View = TypeVar("View", bound="HeapObject")
_classes: dict[str, Type[HeapObject]] = {}


def view_of(*types: str) -> Callable[[Type[View]], Type[View]]:
    """Class decorator: these instance types are shown by this class."""

    def register(cls: Type[View]) -> Type[View]:
        for name in types:
            _classes[name] = cls
        return cls

    return register


def view_classes() -> int:
    """How many instance types have a view class by now: modules that define some may be imported late."""
    return len(_classes)


class HeapObject:
    """Any object on V8's heap."""

    __slots__ = ("session", "address", "_map")

    map = Field()

    def __init__(self, session: Session, address: int, map_word: int = 0) -> None:
        self.session = session
        self.address = address  # tagged
        self._map = map_word

    @property
    def start(self) -> int:
        """The untagged address, where the map word lies."""
        return self.address - HEAP_TAG

    @property
    def map_word(self) -> int:
        """The tagged address of the map."""
        if not self._map:
            self._map = self.session.process.u64(self.start)
        return self._map

    @property
    def instance_type(self) -> int:
        """Number of the instance type, from the map (src/objects/instance-type.h)."""
        return self.session.instance_type(self.map_word)

    @property
    def type_name(self) -> str:
        """Name of the instance type, such as JS_ARRAY_TYPE."""
        return self.session.layout.type_name(self.instance_type)

    def word(self, offset: int) -> int:
        """The raw word at `offset` bytes from the start."""
        return self.session.process.u64(self.start + offset)

    def has(self, field: str) -> bool:
        """Is there such a field in this V8's layout of this class or its bases?"""
        return any(self.session.layout.has(c.__name__, field) for c in type(self).__mro__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HeapObject) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.address:#x}>"


class Made:
    """Beside a view class: the value lies nowhere in the target, v8dbg made it of what does. Its address is 0."""

    __slots__ = ()

    @property
    def start(self) -> int:
        raise NotFound("this value lies nowhere in memory: it is computed, such as one character of a string")

    @property
    def map_word(self) -> int:
        return self.start


def class_for(type_name: str) -> Type[HeapObject]:
    """The view class for an instance type's name."""
    found = _classes.get(type_name)
    if found is not None:
        return found
    for suffix in ("CONTEXT_TYPE", "STRING_TYPE"):
        if type_name.endswith(suffix) and suffix in _classes:
            return _classes[suffix]
    if type_name.endswith("_TYPED_ARRAY_CONSTRUCTOR_TYPE"):  # the functions that lack the prefix JS_
        return _classes.get("JS_FUNCTION_TYPE", HeapObject)
    if type_name.startswith("JS_") and type_name.endswith(("_FUNCTION_TYPE", "_CONSTRUCTOR_TYPE")):
        return _classes.get("JS_FUNCTION_TYPE", HeapObject)
    if type_name.startswith("JS_") or "_JS_" in type_name or type_name.startswith("WASM_") and "_OBJECT_" in type_name:
        return _classes.get("JS_OBJECT_TYPE", HeapObject)
    return HeapObject


def heap_object(session: Session, tagged: int) -> HeapObject:
    """The object at a tagged address (weak references are followed).

    Raises Corrupt where no V8 object lies there, Fault where the memory is missing."""
    if tagged & TAG_MASK == CLEARED_WEAK and tagged & 0xFFFFFFFF == CLEARED_WEAK:
        raise NotFound("a cleared weak reference: its target was collected")
    if not tagged & HEAP_TAG:
        raise Corrupt(f"{tagged:#x} is not a tagged pointer")
    address = tagged & ~WEAK_MASK
    map_word = session.process.u64(address - HEAP_TAG)
    if map_word & TAG_MASK != HEAP_TAG:
        address, map_word = _moved(session, address, map_word)
    try:
        cls = session.class_of_map(map_word)
    except Fault as fault:
        raise Corrupt(f"no object at {address:#x}: its map at {map_word:#x} cannot be read") from fault
    return cls(session, address, map_word)


def _moved(session: Session, address: int, forwarding: int) -> Tuple[int, int]:
    """(tagged address, map) of an object where the collection that is under way has moved it to.

    The old copy has the new one's untagged address for a map: MapWord::ToForwardingAddress,
    src/objects/objects-inl.h. Raises Corrupt where it was not moved."""
    if forwarding and not forwarding & 7 and session.process.readable(forwarding, 8):
        map_word = session.process.u64(forwarding)
        if map_word & TAG_MASK == HEAP_TAG:
            return forwarding | HEAP_TAG, map_word
    raise Corrupt(f"no object at {address:#x}: its map word is {forwarding:#x}")
