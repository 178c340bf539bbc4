"""One line for any JavaScript value, short, in the manner of util.inspect and Chrome's console.

`{a: 1, b: {…}}`, `Widget {id: 1, name: 'widget-1', …}`, `[1, 2, … 40 items]`,
`Map(3) {'a' => 1, …}`, `function named`. What cannot be read is `<unreadable 0x…>` in its
place and the rest goes on: this is one of the three places where errors.Error is caught.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Iterator, List, Optional, Union

from . import constructors, containers, jsnumbers
from .elements import Slot, array_length, element_words
from .errors import Error, Fault
from .functions import JSFunction
from .objects import HeapObject, is_smi, smi
from .primitives import AccessorPair, BigInt, HeapNumber, Hole, Oddball
from .properties import Property, accessor_text, get, global_object, lookup, named_properties
from .session import Session
from .strings import String, Symbol, symbol_text, text

WIDTH = 76  # characters of one preview, about
STRING = 50  # characters shown of a string that stands alone
INNER_STRING = 24  # … of one inside something
_ENOUGH = 200  # members that are looked at, whatever the width
_IDENTIFIER = re.compile(r"[a-zA-Z_][a-zA-Z_0-9]*\Z")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_KINDS = {"AsyncGenerator": "async function*", "Generator": "function*", "Async": "async function"}

Parts = Iterator[str]


def preview(session: Session, value: Union[int, HeapObject], limit: int = WIDTH) -> str:
    """One line of about `limit` characters for a tagged word, or for a view."""
    return _Preview(limit).of_word(session, value) if isinstance(value, int) else _Preview(limit).of(value)


def preview_number(value: float) -> str:
    """The same for a number that lies in no tagged word."""
    return jsnumbers.number_text(value)


def value_json(session: Session, value: Union[int, HeapObject]) -> dict[str, Any]:
    """VALUE of the command contract: address, type, class, preview, and of primitives the value."""
    shown: dict[str, Any] = {}
    try:
        view = session.value(value) if isinstance(value, int) else value
        if isinstance(view, int):
            return {"type": "Smi", "preview": str(view), "value": view}
        shown["address"] = f"{view.address:#x}"
        shown["type"] = view.type_name
        if is_object(view):
            shown["class"] = constructors.class_name(global_object(view))
        else:
            shown.update(_json_value(view))
    except Error:
        if isinstance(value, int):
            shown.setdefault("address", f"{value:#x}")
    shown["preview"] = preview(session, value)
    return shown


def is_object(view: HeapObject) -> bool:
    """Is it what JavaScript calls an object: not a primitive, and nothing of V8's own?"""
    # src/objects/instance-type.h: the receivers come last, and a proxy is the first of them
    return view.instance_type >= view.session.layout.type("JS_PROXY_TYPE")


def _json_value(view: HeapObject) -> dict[str, Any]:
    if isinstance(view, String):
        return {"value": text(view)}
    if isinstance(view, HeapNumber) and jsnumbers.json_number(view.value):
        number = view.value
        return {"value": int(number) if number == int(number) and abs(number) < 1 << 53 else number}
    if isinstance(view, Oddball) and view.name in ("true", "false", "null"):
        return {"value": {"true": True, "false": False, "null": None}[view.name]}
    return {}


# -- text ------------------------------------------------------------------------------------


def escape(raw: str, quote: str = "") -> str:
    """Control characters and lone surrogates as util.inspect writes them, and that quote."""

    def one(match: re.Match[str]) -> str:
        char = match[0]
        return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04X}")

    out = raw.replace("\\", "\\\\") if quote else raw
    out = _CONTROL.sub(one, out)
    return out.replace(quote, "\\" + quote) if quote == "'" else out


def quote_string(raw: str) -> str:
    """In single quotes, or in others where the text has single quotes and not those."""
    quote = next((q for q in "'\"`" if q not in raw and not (q == "`" and "${" in raw)), "'")
    return quote + escape(raw, quote) + quote


def key_text(prop: Property) -> str:
    if isinstance(prop.key, Symbol):
        return prop.name if prop.key.is_private_name else f"[{escape(symbol_text(prop.key))}]"
    name = prop.name
    return name if _IDENTIFIER.match(name) else quote_string(name)


def _string(view: String, most: int, alone: bool) -> str:
    length = view.length
    if length <= most:
        return quote_string(text(view))
    shown = quote_string(text(view, max(most - 1, 1)))
    cut = shown[:-1] + "…" + shown[-1]
    return f"{cut} ({length} characters)" if alone else cut


def _empty(count: int) -> str:
    return f"<{count} empty item{'s' if count > 1 else ''}>"


# -- values ----------------------------------------------------------------------------------


class _Preview:
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
            return name if name in ("undefined", "null", "true", "false") else f"<{name.replace('the_', '')}>"
        if isinstance(view, Symbol):
            return escape(symbol_text(view, self.limit))
        if isinstance(view, BigInt):
            return self._cut(f"{view.value}n")
        if is_object(view):
            return self._object(global_object(view), depth)
        if isinstance(view, AccessorPair):
            return accessor_text(view)
        return f"<{view.type_name} {view.address:#x}>"

    def _cut(self, line: str) -> str:
        return line if len(line) <= self.limit else line[: max(self.limit - 1, 1)] + "…"

    def _object(self, view: HeapObject, depth: int) -> str:
        for cls, show in _SHOWN.items():
            if isinstance(view, cls):
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
        start = self._prefix(view, "Object")
        start = "" if start == "Object" else start + " "
        return self._braces(start, self._members(view, indexed=True), depth)

    # -- pieces

    def _prefix(self, view: HeapObject, usual: str, size: Optional[int] = None) -> str:
        """Class name, with the size and the tag that util.inspect adds."""
        count = "" if size is None else f"({size})"
        name = constructors.constructor_name(view)
        if name is None:
            name = constructors.map_constructor_name(view) if usual == "Object" else usual
            start = f"[{name}{count}: null prototype]"
        else:
            start = name + count
        tag = constructors.string_tag(view)
        return escape(f"{start} [{tag}]" if tag and tag != name else start)

    def _members(self, view: HeapObject, indexed: bool = False, skip: Iterable[str] = ()) -> Parts:
        """key: value of every enumerable property."""
        if indexed:
            for index, word in element_words(view):
                yield f"'{index}': {self._slot(view.session, word)}"
        for prop in named_properties(view):
            if prop.enumerable and not prop.is_private and not (skip and prop.name in skip):
                yield f"{key_text(prop)}: {self._property(prop)}"

    def _slot(self, session: Session, word: Union[int, float]) -> str:
        return jsnumbers.number_text(word) if isinstance(word, float) else self.of_word(session, word, 1)

    def _property(self, prop: Property) -> str:
        if self.blind:
            return "…"
        try:
            return self._slot(prop.session, prop.word)
        except Fault as fault:
            return f"<unreadable {fault.address:#x}>"
        except Error:
            return "<unreadable>"

    def _braces(self, start: str, parts: Parts, depth: int, brackets: str = "{}", total: str = "") -> str:
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
                yield self._slot(view.session, word)
                following = index + 1
            if length > following:
                yield _empty(length - following)
            yield from self._members(view)

        return self._braces(start, parts(), depth, brackets="[]", total=f" {length} items")

    def _arguments_length(self, view: HeapObject) -> int:
        found = get(view, "length")
        value = found.value if found else 0
        return value if isinstance(value, int) else 0

    def _array(self, view: HeapObject, depth: int) -> str:
        length = array_length(view)
        start = self._prefix(view, "Array", length)
        return self._list("" if start == f"Array({length})" else start + " ", view, depth, length)

    def _function(self, view: HeapObject) -> str:
        name = escape(constructors.function_name(view)) or "(anonymous)"
        if isinstance(view, containers.JSBoundFunction):
            return self._cut(f"function {name}")
        kind = view.shared.kind if isinstance(view, JSFunction) else ""
        if "Constructor" in kind:
            return self._cut(f"class {name}")
        plain = kind.replace("Concise", "")
        word = next((text for key, text in _KINDS.items() if _is_kind(plain, key)), "function")
        return self._cut(f"{word} {name}")

    def _error(self, view: HeapObject, depth: int) -> str:
        own = get(view, "name")
        name = self._text_of(own)
        if not name:
            name = constructors.constructor_name(view) or self._text_of(lookup(view, "name")) or "Error"
        message = self._text_of(lookup(view, "message"))
        line = self._cut(escape(f"{name}: {message}" if message else name))
        if depth:
            return line
        extra = self._braces(line + " ", self._members(view, skip=("name", "message", "stack")), 0)
        return line if extra.endswith(" {}") else extra

    def _text_of(self, prop: Optional[Property]) -> str:
        value = prop.value if prop else None
        return text(value, self.limit) if isinstance(value, String) else ""

    def _with_extra(self, line: str, view: HeapObject, depth: int, indexed: bool = False) -> str:
        if depth:
            return line
        extra = self._braces(line + " ", self._members(view, indexed), 0)
        return line if extra.endswith(" {}") else extra

    def _collection(self, view: containers.JSCollection, depth: int) -> str:
        start = self._prefix(view, "Map" if view.is_map else "Set", view.size)
        return start if depth else self._braces(start + " ", self._entries(view, view.entries()), 0)

    def _weak_collection(self, view: containers.JSWeakCollection, depth: int) -> str:
        entries = view.entries()
        start = self._prefix(view, "WeakMap" if view.is_map else "WeakSet", len(entries))
        return start if depth else self._braces(start + " ", self._entries(view, iter(entries)), 0)

    def _entries(self, view: HeapObject, entries: Iterator[tuple[int, ...]]) -> Parts:
        for words in entries:
            yield " => ".join(self.of_word(view.session, word, 1) for word in words)
        yield from self._members(view, indexed=True)

    def _iterator(self, view: containers.JSCollectionIterator, depth: int) -> str:
        def parts() -> Parts:
            first, last = (1, 2) if "_VALUE_" in view.type_name and view.is_map else (0, 1)
            for words in view.entries():
                if view.is_entries:
                    yield f"[{self.of_word(view.session, words[0], 1)}, {self.of_word(view.session, words[-1], 1)}]"
                else:
                    yield self.of_word(view.session, words[first:last][0], 1)

        kind = f"[{'Map' if view.is_map else 'Set'} {'Entries' if view.is_entries else 'Iterator'}] "
        return self._braces(kind, parts(), depth)

    def _promise(self, view: containers.JSPromise, depth: int) -> str:
        start, state = self._prefix(view, "Promise") + " ", view.state
        if state == "pending":
            return start + "{<pending>}" if depth else self._braces(start, iter(["<pending>", *self._members(view)]), 0)
        if depth:
            return start + ("{<rejected>}" if state == "rejected" else "{…}")
        word = view.word(view.session.layout.offset("JSPromise", "reactions_or_result"))
        result = ("<rejected> " if state == "rejected" else "") + self.of_word(view.session, word, 1)
        return self._braces(start, iter([result, *self._members(view)]), 0)

    def _generator(self, view: containers.JSGeneratorObject, depth: int) -> str:
        return f"{self._prefix(view, 'Object')} {{<{view.state}>}}"

    def _proxy(self, view: containers.JSProxy, depth: int) -> str:
        if depth:
            return "Proxy {…}"
        parts = (f"{name}: {self.of(getattr(view, name), 1)}" for name in ("target", "handler"))
        return self._braces("Proxy ", parts, 0)

    def _wrapper(self, view: containers.JSPrimitiveWrapper, depth: int) -> str:
        value = view.value
        kind = next((name for cls, name in _BOXED if isinstance(value, cls)), "Boolean")
        return self._with_extra(f"[{kind}: {self.of(value, 1)}]", view, depth, indexed=True)

    def _date(self, view: containers.JSDate, depth: int) -> str:
        return self._with_extra(view.iso, view, depth)

    def _regexp(self, view: containers.JSRegExp, depth: int) -> str:
        return self._with_extra(self._cut(escape(f"/{view.source_text}/{view.flags_text}")), view, depth)

    def _weak_ref(self, view: containers.JSWeakRef, depth: int) -> str:
        return "WeakRef {…}" if depth else f"WeakRef {{{self.of(view.target, 1)}}}"

    def _namespace(self, view: containers.JSModuleNamespace, depth: int) -> str:
        def parts() -> Parts:
            for name, word in view.exports():
                key = name if _IDENTIFIER.match(name) else quote_string(name)
                yield f"{key}: {self.of_word(view.session, word, 1)}"

        return "[Module] {…}" if depth else self._braces("[Module: null prototype] ", parts(), 0)

    def _buffer(self, view: containers.JSArrayBuffer, depth: int) -> str:
        start = self._prefix(view, "ArrayBuffer", view.size)
        if view.was_detached:
            start += " <detached>"
        return start if depth or view.was_detached else start + self._hex(view, view.size)

    def _data_view(self, view: containers.JSDataView, depth: int) -> str:
        start = self._prefix(view, "DataView", view.size)
        return start if depth else start + self._hex(view, view.size)

    def _hex(self, view: Any, size: int) -> str:
        most = max((self.limit - 30) // 3, 4)
        shown = " ".join(f"{byte:02x}" for byte in view.bytes(most))
        return f" <{shown}{' …' if size > most else ''}>"

    def _typed_array(self, view: containers.JSTypedArray, depth: int) -> str:
        length = view.length
        start = self._prefix(view, view.kind.title(), length)
        if start.startswith("Buffer("):
            return start if depth else start + self._hex(view, length)
        if depth:
            return start

        def parts() -> Parts:
            suffix = "n" if "BIG" in view.kind else ""
            for number in view.values(self.limit):
                yield jsnumbers.number_text(number) if isinstance(number, float) else f"{number}{suffix}"
            if length <= self.limit:
                yield from self._members(view)

        return self._braces(start + " ", parts(), 0, brackets="[]", total=f" {length} items")


def _is_kind(kind: str, wanted: str) -> bool:
    """Is a FunctionKind of that family? (kAsyncArrowFunction is "Async", kStaticGeneratorMethod "Generator".)"""
    if wanted == "AsyncGenerator":
        return "Async" in kind and "Generator" in kind
    return wanted in kind


_BOXED = ((int, "Number"), (HeapNumber, "Number"), (String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"))
_Show = Callable[["_Preview", Any, int], str]
_SHOWN: dict[type, _Show] = {
    containers.JSProxy: _Preview._proxy,
    containers.JSCollection: _Preview._collection,
    containers.JSCollectionIterator: _Preview._iterator,
    containers.JSWeakCollection: _Preview._weak_collection,
    containers.JSWeakRef: _Preview._weak_ref,
    containers.JSPromise: _Preview._promise,
    containers.JSGeneratorObject: _Preview._generator,
    containers.JSPrimitiveWrapper: _Preview._wrapper,
    containers.JSDate: _Preview._date,
    containers.JSRegExp: _Preview._regexp,
    containers.JSModuleNamespace: _Preview._namespace,
    containers.JSArrayBuffer: _Preview._buffer,
    containers.JSDataView: _Preview._data_view,
    containers.JSTypedArray: _Preview._typed_array,
}
