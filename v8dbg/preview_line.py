"""One line that shows a JavaScript value: the parts that all kinds of values share (see preview, preview_kinds).

What cannot be read is `<unreadable 0x…>` in its place and the rest goes on: this is one of
the three places where errors.Error is caught.
"""

from __future__ import annotations

from typing import Any, Callable, Iterable, Iterator, List, Optional, Type, Union

from . import constructors, jsnumbers
from .containers import JSBoundFunction
from .elements import Slot, array_length, element_words
from .errors import Error, Fault
from .functions import JSFunction
from .objects import HeapObject, is_smi, smi
from .primitives import AccessorPair, BigInt, HeapNumber, Hole, Oddball
from .properties import Property, accessor_text, get, global_object, lookup, named_properties
from .quoting import escape, key_text, quote_string
from .session import Session
from .strings import String, Symbol, symbol_text, text

STRING = 50  # characters shown of a string that stands alone
INNER_STRING = 24  # … of one inside something
_ENOUGH = 200  # members that are looked at, whatever the width
_KINDS = {"AsyncGenerator": "async function*", "Generator": "function*", "Async": "async function"}

Parts = Iterator[str]
Show = Callable[["Line", Any, int], str]
_SHOWN: dict[Type[HeapObject], Show] = {}


def shows(cls: Type[HeapObject]) -> Callable[[Show], Show]:
    """Function decorator: it gives the text of objects of that view class."""

    def register(show: Show) -> Show:
        _SHOWN[cls] = show
        return show

    return register


def is_object(view: HeapObject) -> bool:
    """Is it what JavaScript calls an object: not a primitive, and nothing of V8's own?"""
    # src/objects/instance-type.h: the receivers come last, and a proxy is the first of them
    return view.instance_type >= view.session.layout.type("JS_PROXY_TYPE")


def _string(view: String, most: int, alone: bool) -> str:
    length = view.length
    shown = quote_string(text(view, max(most, 1)))
    if length <= most and len(shown) <= 2 * most:
        return shown
    keep = min(length, max(most - 1, 1))
    shown = quote_string(text(view, keep))
    while len(shown) > 2 * most and keep > 1:  # a character may take four, as \x00 does
        keep = max(1, keep * most // len(shown))
        shown = quote_string(text(view, keep))
    cut = shown[:-1] + "…" + shown[-1]
    return f"{cut} ({length} characters)" if alone else cut


def _empty(count: int) -> str:
    return f"<{count} empty item{'s' if count > 1 else ''}>"


def _is_kind(kind: str, wanted: str) -> bool:
    """Is a FunctionKind of that family? (kAsyncArrowFunction is "Async", kStaticGeneratorMethod "Generator".)"""
    if wanted == "AsyncGenerator":
        return "Async" in kind and "Generator" in kind
    return wanted in kind


class Line:
    """One line being made: how wide it may be."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.blind = False  # whether there is a member matters, not what it is

    def of_word(self, session: Session, word: int, depth: int = 0) -> str:
        if self.blind:
            return "…"
        if is_smi(word):
            return str(smi(word))
        try:
            view = session.value(word)
        except Error:
            return f"<unreadable {word:#x}>"
        return self.of(view, depth)

    def of(self, value: Slot, depth: int = 0) -> str:
        """Text of a value; `depth` 1 is a member of the value that was asked for."""
        if self.blind:
            return "…"
        if isinstance(value, HeapObject):
            try:
                return self._heap(value, depth)
            except Error:
                return f"<unreadable {value.address:#x}>"
        return str(value) if isinstance(value, int) else jsnumbers.number_text(value)

    def _heap(self, view: HeapObject, depth: int) -> str:
        if isinstance(view, String):
            wide = max(self.limit - 26, STRING) if depth == 0 else max(self.limit // 3, INNER_STRING)
            return _string(view, wide, depth == 0)
        if isinstance(view, HeapNumber):
            return jsnumbers.number_text(view.value)
        if isinstance(view, (Oddball, Hole)):
            name = view.name
            spoken = name.replace("the_", "").replace("_", " ")
            return name if name in ("undefined", "null", "true", "false") else f"<{spoken}>"
        if isinstance(view, Symbol):
            return escape(symbol_text(view, self.limit))
        if isinstance(view, BigInt):
            return self.cut(jsnumbers.bigint_text(view.value))
        if is_object(view):
            return self._object(global_object(view), depth)
        if isinstance(view, AccessorPair):
            return accessor_text(view)
        return f"<{view.type_name} {view.address:#x}>"

    def cut(self, line: str) -> str:
        return line if len(line) <= self.limit else line[: max(self.limit - 1, 1)] + "…"

    def _object(self, view: HeapObject, depth: int) -> str:
        show = _SHOWN.get(type(view))
        if show:
            return show(self, view, depth)
        if "_ARGUMENTS_" in view.type_name:
            return self._list("[Arguments] ", view, depth, self._arguments_length(view))
        name = view.type_name
        if name == "JS_ARRAY_TYPE":
            return self._array(view, depth)
        if name == "JS_ERROR_TYPE" or name == "JS_AGGREGATE_ERROR_TYPE":
            return self._error(view, depth)
        if constructors.is_callable(view):
            return self._function(view)
        start = self.prefix(view, "Object")
        start = "" if start == "Object" else start + " "
        return self.braces(start, self.members(view, indexed=True), depth)

    # -- pieces

    def prefix(self, view: HeapObject, usual: str, size: Optional[int] = None) -> str:
        """Class name, with the size and the tag that util.inspect adds."""
        count = "" if size is None else f"({size})"
        try:
            name = constructors.constructor_name(view)
            if name is None:
                name = constructors.map_constructor_name(view) if usual == "Object" else usual
                start = f"[{name}{count}: null prototype]"
            else:
                start = name + count
            tag = constructors.string_tag(view)
        except Error:  # the class is lost, its members need not be
            return f"<unreadable class>{count}"
        return escape(f"{start} [{tag}]" if tag and tag != name else start)

    def members(self, view: HeapObject, indexed: bool = False, skip: Iterable[str] = ()) -> Parts:
        """key: value of every enumerable property."""
        if indexed:
            for index, word in element_words(view):
                yield f"'{index}': {self.slot(view.session, word)}"
        for prop in named_properties(view):
            if prop.enumerable and not prop.is_private:
                key = self._key(prop)
                if key not in skip:
                    yield f"{key}: {self._property(prop)}"

    def _key(self, prop: Property) -> str:
        try:
            return self.cut(key_text(prop))
        except Error:
            return f"<unreadable {prop.key_word:#x}>"

    def slot(self, session: Session, word: Union[int, float]) -> str:
        return jsnumbers.number_text(word) if isinstance(word, float) else self.of_word(session, word, 1)

    def _property(self, prop: Property) -> str:
        if self.blind:
            return "…"
        try:
            return self.slot(prop.session, prop.word)
        except Fault as fault:
            return f"<unreadable {fault.address:#x}>"
        except Error:
            return "<unreadable>"

    def braces(self, start: str, parts: Parts, depth: int, brackets: str = "{}", total: str = "") -> str:
        """The parts between braces, as many as fit; inside something else only whether there are any."""
        if depth:
            return f"{start}{brackets[0]}{'…' if self._has_any(parts) else ''}{brackets[1]}"
        shown: List[str] = []
        room = self.limit - len(start) - 2
        for number, part in enumerate(self._guarded(parts)):
            if shown and (room < len(part) + 3 or number >= max(_ENOUGH, self.limit)):
                return f"{start}{brackets[0]}{', '.join(shown)}, …{total}{brackets[1]}"
            shown.append(part)
            room -= len(part) + 2
        return f"{start}{brackets[0]}{', '.join(shown)}{brackets[1]}"

    def _has_any(self, parts: Parts) -> bool:
        """Is there a part? Its value is not looked at: a chain of objects may be without end."""
        self.blind = True
        try:
            return next(parts, None) is not None
        finally:
            self.blind = False

    def _guarded(self, parts: Parts) -> Parts:
        """The parts up to one whose place itself cannot be read."""
        try:
            yield from parts
        except Fault as fault:
            yield f"<unreadable {fault.address:#x}>"
        except Error:
            yield "<unreadable>"

    # -- kinds of objects

    def _list(self, start: str, view: HeapObject, depth: int, length: int) -> str:
        def parts() -> Parts:
            following = 0
            for index, word in element_words(view):
                if index > following:
                    yield _empty(index - following)
                yield self.slot(view.session, word)
                following = index + 1
            if length > following:
                yield _empty(length - following)
            yield from self.members(view)

        return self.braces(start, parts(), depth, brackets="[]", total=f" {length} items")

    def _arguments_length(self, view: HeapObject) -> int:
        found = get(view, "length")
        value = found.value if found else 0
        return value if isinstance(value, int) else 0

    def _array(self, view: HeapObject, depth: int) -> str:
        length = array_length(view)
        start = self.prefix(view, "Array", length)
        return self._list("" if start == f"Array({length})" else start + " ", view, depth, length)

    def _function(self, view: HeapObject) -> str:
        name = escape(constructors.function_name(view)) or "(anonymous)"
        if isinstance(view, JSBoundFunction):
            return self.cut(f"function {name}")
        kind = view.shared.kind if isinstance(view, JSFunction) else ""
        if "Constructor" in kind:
            return self.cut(f"class {name}")
        plain = kind.replace("Concise", "")
        word = next((text for key, text in _KINDS.items() if _is_kind(plain, key)), "function")
        return self.cut(f"{word} {name}")

    def _error(self, view: HeapObject, depth: int) -> str:
        own = get(view, "name")
        name = self._text_of(own)
        if not name:
            name = constructors.constructor_name(view) or self._text_of(lookup(view, "name")) or "Error"
        message = self._text_of(lookup(view, "message"))
        line = self.cut(escape(f"{name}: {message}" if message else name))
        if depth:
            return line
        extra = self.braces(line + " ", self.members(view, skip=("name", "message", "stack")), 0)
        return line if extra.endswith(" {}") else extra

    def _text_of(self, prop: Optional[Property]) -> str:
        value = prop.value if prop else None
        return text(value, self.limit) if isinstance(value, String) else ""

    def with_extra(self, line: str, view: HeapObject, depth: int, indexed: bool = False) -> str:
        if depth:
            return line
        extra = self.braces(line + " ", self.members(view, indexed), 0)
        return line if extra.endswith(" {}") else extra
