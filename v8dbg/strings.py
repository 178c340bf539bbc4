"""JavaScript strings of every form, and symbols: src/objects/string.h, src/objects/name.h.

A string's form (sequential, cons, sliced, thin, external) and its width are bits of its
instance type (src/objects/instance-type.h), so that internalized and shared strings need
nothing of their own. Lengths and offsets are UTF-16 code units, as JavaScript counts them;
Python text holds lone surrogates as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, List, Optional, Tuple

from .errors import Corrupt, Fault, NotFound
from .limits import MAX_STRING, MAX_STRING_DEPTH, MAX_STRING_HOPS
from .objects import HEAP_TAG, TAG_MASK, Field, HeapObject, Made, RawField, SmiField, U32Field, Value, view_of

if TYPE_CHECKING:
    from .session import Session

_TWICE = -1  # in place of a part: what was read last is there once more
_RESOURCE_WORDS = 8  # how far into an embedder's resource object its data pointer may lie


class Name(HeapObject):
    """A string or a symbol: what a property key can be."""

    __slots__ = ()


@view_of("STRING_TYPE")
class String(Name):
    """A string of any form. `text` reads it."""

    __slots__ = ()

    length = U32Field("UTF-16 code units")


class ConsString(String):
    """Two strings one after the other; `second` is empty once it was flattened."""

    __slots__ = ()

    first = Field()
    second = Field()


class SlicedString(String):
    """A part of `parent` that starts at `offset` code units."""

    __slots__ = ()

    parent = Field()
    offset = SmiField()


class ThinString(String):
    """A string that was internalized: the same characters as `actual`."""

    __slots__ = ()

    actual = Field()


class ExternalString(String):
    """A string whose characters the embedder keeps, outside V8's heap."""

    __slots__ = ()

    resource = RawField("v8::String::ExternalStringResource*")
    resource_data = RawField("its characters; only strings that are not `uncached` have it")


class MadeString(Made, String):
    """A string that lies nowhere in the target, such as one character of another or the name of a state."""

    __slots__ = ("characters",)

    instance_type, type_name = 0, "STRING_TYPE"

    def __init__(self, session: Session, characters: str) -> None:
        super().__init__(session, 0)
        self.characters = characters

    @property
    def length(self) -> int:
        return len(self.characters.encode("utf-16-le", "surrogatepass")) // 2


@view_of("SYMBOL_TYPE")
class Symbol(Name):
    """A symbol; `name` is its description, a String or undefined."""

    __slots__ = ()

    flags = U32Field("bits of the group Symbol.flags")
    name = Field("the description")

    def _flag(self, name: str) -> bool:
        return bool(self.session.layout.bits("Symbol.flags", name).of(self.flags))

    @property
    def is_private(self) -> bool:
        """No script can reach it: a private name such as #field, or a symbol of V8's own."""
        return self._flag("is_private")

    @property
    def is_private_name(self) -> bool:
        """The #name of a class."""
        return self._flag("is_private_name")

    @property
    def is_well_known(self) -> bool:
        """One of Symbol.iterator, Symbol.toStringTag, …"""
        return self._flag("is_well_known_symbol")


def is_string(value: Value) -> bool:
    return isinstance(value, String)


def text(view: Value, limit: Optional[int] = None) -> str:
    """The characters of a string, at most the first `limit` code units.

    Raises Corrupt where `view` is no string or its parts disagree, Fault where memory is missing."""
    if not isinstance(view, String):
        raise Corrupt(f"{view!r} is not a string")
    if isinstance(view, MadeString):
        units = view.characters.encode("utf-16-le", "surrogatepass")
        return units[: None if limit is None else 2 * limit].decode("utf-16-le", "surrogatepass")
    length = view.length
    if length > MAX_STRING:
        raise Corrupt(f"the string at {view.address:#x} claims {length} characters")
    wanted = length if limit is None else min(length, limit)
    parts: List[str] = []
    halves = False  # a two-byte part may begin or end inside a surrogate pair
    pieces, part, steps = _Pieces(view.session), view.address, 0
    pending: List[Tuple[int, int, int]] = [(part, 0, wanted)]
    while pending:
        part, start, count = pending.pop()
        if part == _TWICE:
            parts[start:] = ["".join(parts[start:])] * 2
            continue
        while count:
            steps += 1
            if steps > MAX_STRING_DEPTH + 2 * length:
                raise Corrupt(f"the string at {view.address:#x} contains itself")
            form, one_byte = pieces.form(part, view.address)
            if form == "cons":
                part, start, count = pieces.descend(part, start, count, pending, len(parts))
            elif form == "sliced":
                pieces.step(part)
                sliced = SlicedString(view.session, part)
                part, start = _string(sliced.parent, part).address, start + sliced.offset
            elif form == "thin":
                pieces.step(part)
                part = _string(ThinString(view.session, part).actual, part).address
            else:
                parts.append(pieces.characters(part, form, one_byte, start, count))
                halves = halves or not one_byte
                break
    joined = parts[0] if len(parts) == 1 else "".join(parts)
    if halves and len(parts) > 1:
        joined = joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return joined


def _form(part: String) -> Tuple[str, bool]:
    """("seq" | "cons" | "external" | "sliced" | "thin", is it one byte wide?) from the instance type."""
    layout, kind = part.session.layout, part.instance_type
    number = layout.bits("String.type", "representation").of(kind)
    for name, value in layout.constants("String.representation").items():
        if value == number:
            return name, bool(layout.bits("String.type", "one_byte").of(kind))
    raise Corrupt(f"the string at {part.address:#x} has no known form: instance type {kind:#x}")


def _string(value: Value, holder: int) -> String:
    if not isinstance(value, String):
        raise Corrupt(f"a part of the string at {holder:#x} is not a string: {value!r}")
    return value


class _Pieces:
    """The parts of one string by their tagged words: there may be a million, too many for a view of each."""

    def __init__(self, session: Session) -> None:
        self.session, self.process = session, session.process
        self._forms: Dict[int, Tuple[str, bool]] = {}  # map word: what _form says
        self._hops = 0
        offset = session.layout.offset
        self._length, self._first, self._second = (
            offset(cls, field) - HEAP_TAG
            for cls, field in (("String", "length"), ("ConsString", "first"), ("ConsString", "second"))
        )
        self._chars = [offset(f"Seq{width}ByteString", "chars") - HEAP_TAG for width in ("Two", "One")]

    def step(self, part: int) -> None:
        """Counts steps to strings that are not shorter: strings that contain themselves take no others."""
        self._hops += 1
        if self._hops > MAX_STRING_HOPS:
            raise Corrupt(f"the string at {part:#x} contains itself")

    def _tagged(self, word: int, holder: int) -> int:
        if word & TAG_MASK != HEAP_TAG:
            raise Corrupt(f"a part of the string at {holder:#x} is not a string: {word:#x}")
        return word

    def form(self, word: int, holder: int) -> Tuple[str, bool]:
        map_word = self.process.u64(self._tagged(word, holder) - HEAP_TAG)
        found = self._forms.get(map_word)
        if found is None:
            found = self._forms[map_word] = _form(_string(self.session.value(word), holder))
        return found

    def descend(
        self, part: int, start: int, count: int, pending: List[Tuple[int, int, int]], at: int
    ) -> Tuple[int, int, int]:
        """The half of a cons string to go on with; what is wanted of the other half is kept for later.

        Where both halves are the same string, as of what repeat() makes, it is read once, into the parts from `at`."""
        u32 = self.process.u32
        length, first = u32(part + self._length), self.process.u64(part + self._first)
        boundary = u32(self._tagged(first, part) + self._length)
        second = self._tagged(self.process.u64(part + self._second), part) if boundary < length else 0
        if boundary > length or second and boundary + u32(second + self._length) != length:
            self.form(first, part)
            raise Corrupt(f"the halves of the string at {part:#x} do not add up to its length")
        if not second or start + count <= boundary:
            return first, start, count
        if start >= boundary:
            return second, start - boundary, count
        if first == second and count == length:
            pending.append((_TWICE, at, 0))
            return first, 0, boundary
        pending.append((second, 0, start + count - boundary))
        return first, start, boundary - start

    def characters(self, part: int, form: str, one_byte: bool, start: int, count: int) -> str:
        """Code units of a sequential or external string, in one bulk read."""
        self._hops = 0
        if start + count > self.process.u32(part + self._length):
            raise Corrupt(f"a string refers to characters past the end of the one at {part:#x}")
        if form == "external":
            address = external_data(ExternalString(self.session, part))
        else:
            address = part + self._chars[one_byte]
        if one_byte:
            return self.process.read(address + start, count).decode("latin-1")
        return self.process.read(address + 2 * start, 2 * count).decode("utf-16-le", "surrogatepass")


def external_data(view: ExternalString) -> int:
    """Address of an external string's characters.

    V8 caches it in the string, but for the smallest ones, which have no room for it. There
    it is a field of the embedder's resource, next to the length, by which it is known."""
    layout, process = view.session.layout, view.session.process
    if not layout.bits("String.type", "uncached").of(view.instance_type):
        data: int = view.resource_data
        if data:
            return data
    resource, length = view.resource, view.length
    try:
        words = process.words(resource, _RESOURCE_WORDS)
    except Fault as fault:
        raise NotFound(f"the external string at {view.address:#x} has lost its characters") from fault
    for pointer, size in zip(words[1:], words[2:]):
        if size == length and process.readable(pointer):
            return pointer
    raise NotFound(f"cannot tell where the embedder keeps the characters of the string at {view.address:#x}")


def symbol_text(symbol: Symbol, limit: Optional[int] = None) -> str:
    """A symbol as JavaScript writes it: Symbol(description)."""
    name = symbol.name
    return f"Symbol({text(name, limit)})" if isinstance(name, String) else "Symbol()"
