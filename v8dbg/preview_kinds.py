"""What each built-in kind of object looks like in one line: collections, promises, bytes, dates, …"""

from __future__ import annotations

from itertools import chain
from typing import Any, Iterator

from . import jsnumbers
from .buffers import JSArrayBuffer, JSDataView, JSTypedArray
from .containers import (
    JSCollection,
    JSCollectionIterator,
    JSDate,
    JSGeneratorObject,
    JSModuleNamespace,
    JSPrimitiveWrapper,
    JSPromise,
    JSProxy,
    JSRegExp,
    JSWeakCollection,
    JSWeakRef,
)
from .objects import HeapObject
from .preview_line import Line, Parts, shows
from .primitives import BigInt, HeapNumber
from .quoting import escape, name_text
from .strings import String, Symbol

_BOXED = ((int, "Number"), (HeapNumber, "Number"), (String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"))


@shows(JSCollection)
def _collection(line: Line, view: JSCollection, depth: int) -> str:
    start = line.prefix(view, "Map" if view.is_map else "Set", view.size)
    return start if depth else line.braces(start + " ", _entries(line, view, view.entries()), 0)


@shows(JSWeakCollection)
def _weak_collection(line: Line, view: JSWeakCollection, depth: int) -> str:
    entries = view.entries()
    start = line.prefix(view, "WeakMap" if view.is_map else "WeakSet", len(entries))
    return start if depth else line.braces(start + " ", _entries(line, view, iter(entries)), 0)


def _entries(line: Line, view: HeapObject, entries: Iterator[tuple[int, ...]]) -> Parts:
    for words in entries:
        yield " => ".join(line.of_word(view.session, word, 1) for word in words)
    yield from line.members(view, indexed=True)


@shows(JSCollectionIterator)
def _iterator(line: Line, view: JSCollectionIterator, depth: int) -> str:
    def parts() -> Parts:
        first, last = (1, 2) if "_VALUE_" in view.type_name and view.is_map else (0, 1)
        for words in view.entries():
            if view.is_entries:
                yield f"[{line.of_word(view.session, words[0], 1)}, {line.of_word(view.session, words[-1], 1)}]"
            else:
                yield line.of_word(view.session, words[first:last][0], 1)

    kind = f"[{'Map' if view.is_map else 'Set'} {'Entries' if view.is_entries else 'Iterator'}] "
    return line.braces(kind, parts(), depth)


@shows(JSPromise)
def _promise(line: Line, view: JSPromise, depth: int) -> str:
    start, state = line.prefix(view, "Promise") + " ", view.state
    if state == "pending":
        return start + "{<pending>}" if depth else line.braces(start, chain(["<pending>"], line.members(view)), 0)
    if depth:
        return start + ("{<rejected>}" if state == "rejected" else "{…}")
    word = view.word(view.session.layout.offset("JSPromise", "reactions_or_result"))
    result = ("<rejected> " if state == "rejected" else "") + line.of_word(view.session, word, 1)
    return line.braces(start, chain([result], line.members(view)), 0)


@shows(JSGeneratorObject)
def _generator(line: Line, view: JSGeneratorObject, depth: int) -> str:
    if view.type_name == "JS_ASYNC_FUNCTION_OBJECT_TYPE":  # no program ever sees it: only its function tells what it is
        function = view.word(view.session.layout.offset("JSGeneratorObject", "function"))
        return f"{line.of_word(view.session, function, 1)} {{<{view.state}>}}"
    return f"{line.prefix(view, 'Object')} {{<{view.state}>}}"


@shows(JSProxy)
def _proxy(line: Line, view: JSProxy, depth: int) -> str:
    if depth:
        return "Proxy {…}"
    offset = view.session.layout.offset
    words = ((name, view.word(offset("JSProxy", name))) for name in ("target", "handler"))
    return line.braces("Proxy ", (f"{name}: {line.of_word(view.session, word, 1)}" for name, word in words), 0)


@shows(JSPrimitiveWrapper)
def _wrapper(line: Line, view: JSPrimitiveWrapper, depth: int) -> str:
    value = view.value
    kind = next((name for cls, name in _BOXED if isinstance(value, cls)), "Boolean")
    return line.with_extra(f"[{kind}: {line.of(value, 1)}]", view, depth, indexed=True)


@shows(JSDate)
def _date(line: Line, view: JSDate, depth: int) -> str:
    return line.with_extra(view.iso, view, depth)


@shows(JSRegExp)
def _regexp(line: Line, view: JSRegExp, depth: int) -> str:
    return line.with_extra(line.cut(escape(f"/{view.source_text}/{view.flags_text}")), view, depth)


@shows(JSWeakRef)
def _weak_ref(line: Line, view: JSWeakRef, depth: int) -> str:
    word = view.word(view.session.layout.offset("JSWeakRef", "target"))
    return "WeakRef {…}" if depth else f"WeakRef {{{line.of_word(view.session, word, 1)}}}"


@shows(JSModuleNamespace)
def _namespace(line: Line, view: JSModuleNamespace, depth: int) -> str:
    def parts() -> Parts:
        for name, word in view.exports():
            yield f"{name_text(name)}: {line.of_word(view.session, word, 1)}"

    return "[Module] {…}" if depth else line.braces("[Module: null prototype] ", parts(), 0)


@shows(JSArrayBuffer)
def _buffer(line: Line, view: JSArrayBuffer, depth: int) -> str:
    start = line.prefix(view, "ArrayBuffer", view.size)
    if view.was_detached:
        start += " <detached>"
    return start if depth or view.was_detached else start + _hex(line, view, view.size)


@shows(JSDataView)
def _data_view(line: Line, view: JSDataView, depth: int) -> str:
    start = line.prefix(view, "DataView", view.size)
    return start if depth else start + _hex(line, view, view.size)


def _hex(line: Line, view: Any, size: int) -> str:
    most = max((line.limit - 30) // 3, 4)
    shown = " ".join(f"{byte:02x}" for byte in view.bytes(most))
    return f" <{shown}{' …' if size > most else ''}>"


@shows(JSTypedArray)
def _typed_array(line: Line, view: JSTypedArray, depth: int) -> str:
    length = view.length
    start = line.prefix(view, view.kind.title(), length)
    if start.startswith("Buffer("):
        return start if depth else start + _hex(line, view, length)
    if depth:
        return start

    def parts() -> Parts:
        suffix = "n" if "BIG" in view.kind else ""
        for number in view.values(line.limit):
            yield jsnumbers.number_text(number) if isinstance(number, float) else f"{number}{suffix}"
        if length <= line.limit:
            yield from line.members(view)

    return line.braces(start + " ", parts(), 0, brackets="[]", total=f" {length} items")
