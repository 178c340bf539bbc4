"""What util.inspect says of each built-in kind of object: arrays, collections, promises, boxes, dates, …

Bytes are in printer_bytes, functions and generators in printer_functions, errors in printer_errors.
"""

from __future__ import annotations

from itertools import islice
from typing import Iterable, List, Tuple, Union

from . import constructors, printer_layout
from .containers import (
    JSCollection,
    JSCollectionIterator,
    JSDate,
    JSModuleNamespace,
    JSPrimitiveWrapper,
    JSPromise,
    JSProxy,
    JSRegExp,
    JSWeakCollection,
    JSWeakRef,
)
from .elements import Word, array_length, element_entries
from .errors import Error
from .externals import external_pointer
from .node_urls import href
from .objects import HeapObject, is_smi
from .primitives import BigInt, HeapNumber, is_hole, is_null
from .printer_errors import error, is_error
from .printer_fields import added_fields, has_fields
from .printer_functions import function, waiters
from .printer_names import Names
from .printer_walk import Body, Entry, Printer, Shape, Shown, prints
from .properties import Property
from .quoting import name_text
from .strings import String, Symbol

_BOXED = ((int, "Number"), (HeapNumber, "Number"), (String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"))
_EXTRA = 64  # entries behind the elements of an array: how many more there are, and its properties
Words = Tuple[Word, ...]


@prints(HeapObject)
def other(printer: Printer, view: HeapObject, names: Names) -> Shape:
    """An object that its view class does not tell: an array, an error, a function, or nothing special."""
    if view.type_name == "JS_ARRAY_TYPE":
        return array(printer, view, names)
    if constructors.is_callable(view):
        return function(printer, view, names)
    if is_error(printer, view):
        return error(printer, view, names)
    pointer = external_pointer(view)
    if pointer is not None:
        return Shape(names.style + "{", alone=f"[External: {pointer:x}]")
    address = href(view) if names.constructor == "URL" else ""
    if address:
        return Shape(base=address, alone=address, keys=[key for key in printer.keys(view) if not _is_private(key)])
    added = [] if printer.options.plain or not printer.at_top or not has_fields(view) else added_fields(printer, view)
    if names.constructor != "Object":
        return Shape(names.style + "{", alone=names.style + "{}", added=added)
    start = "[Arguments] " if "_ARGUMENTS_" in view.type_name else names.prefix("Object") if names.tag else ""
    return Shape(start + "{", alone=start + "{}", added=added)


# -- arrays ------------------------------------------------------------------------------


def array(printer: Printer, view: HeapObject, names: Names) -> Shape:
    length = array_length(view)
    start = names.prefix("Array", length) if names.constructor != "Array" or names.tag else ""
    shape = Shape(start + "[", "]", array=True, keys=printer.keys(view, indexed=False))
    shape.body = lambda output, times: _items(printer, view, length, shape, output, times)
    if not length:
        shape.alone = start + "[]"
    return shape


def _items(printer: Printer, view: HeapObject, length: int, shape: Shape, output: List[str], times: int) -> Body:
    most = min(printer.options.elements, length)
    entries, following = element_entries(view), 0
    printer.indentation += 2
    for index, word, _ in entries if most else ():
        if index > following:
            output.append(printer_layout.empty_items(index - following))
            following = index
            if len(output) >= most:
                break
        if shape.numbers == index and _is_number(printer, word):
            shape.numbers += 1
        shown = printer.start_word(word, times)
        output.append(shown if isinstance(shown, str) else (yield shown))
        following = index + 1
        if len(output) >= most:
            break
    printer.indentation -= 2
    if len(output) < most:
        if following < length:
            output.append(printer_layout.empty_items(length - following))
    elif following < length:
        output.append(printer_layout.more(length - following))
        # the columns depend on the types of as many elements as there are entries, those after the last one shown too
        for index, word, _ in islice(entries, _EXTRA):
            if index != shape.numbers or not _is_number(printer, word):
                break
            shape.numbers += 1


def _is_number(printer: Printer, word: Word) -> bool:
    if isinstance(word, float) or is_smi(word):
        return True
    try:
        return isinstance(printer.session.value(word), (HeapNumber, BigInt))
    except Error:
        return False


# -- Map, Set, their iterators, and weak ones ---------------------------------------------


@prints(JSCollection)
def _collection(printer: Printer, view: JSCollection, names: Names) -> Shape:
    size = view.size
    start = names.prefix("Map" if view.is_map else "Set", size)
    shape = Shape(start + "{", body=lambda output, times: _entries(printer, view.entries(), size, output, times))
    if not size:
        shape.alone = start + "{}"
    return shape


def _entries(printer: Printer, entries: Iterable[Words], size: int, output: List[str], times: int) -> Body:
    most = int(min(printer.options.elements, size))
    printer.indentation += 2
    for words in islice(entries, most):
        parts = []
        for word in words:
            shown = printer.start_word(word, times)
            parts.append(shown if isinstance(shown, str) else (yield shown))
        output.append(" => ".join(parts))
    printer.indentation -= 2
    if size > most:
        output.append(printer_layout.more(size - most))


@prints(JSWeakCollection)
def _weak_collection(printer: Printer, view: JSWeakCollection, names: Names) -> Shape:
    def body(output: List[str], times: int) -> Body:
        if printer.options.plain:
            output.append("<items unknown>")
            return
        found = view.entries()
        yield from _entries(printer, found, len(found), output, times)
        output.sort()

    return Shape(names.prefix("WeakMap" if view.is_map else "WeakSet") + "{", body=body)


@prints(JSCollectionIterator)
def _iterator(printer: Printer, view: JSCollectionIterator, names: Names) -> Shape:
    kind = f"{'Map' if view.is_map else 'Set'} Iterator"
    tag = kind if names.tag in ("", kind) else f"{names.tag}] [{kind}"
    if view.is_entries:
        tag = tag[: -len("Iterator")] + "Entries"

    def body(output: List[str], times: int) -> Body:
        found = list(view.entries())
        if not view.is_entries:
            at = 1 if view.is_map and "_VALUE_" in view.type_name else 0
            yield from _entries(printer, ((words[at],) for words in found), len(found), output, times)
            return
        most = int(min(printer.options.elements, len(found)))
        printer.indentation += 2
        for words in found[:most]:
            output.append((yield printer.pair((words[0], words[-1]), times)))
        printer.indentation -= 2
        if len(found) > most:
            output.append(printer_layout.more(len(found) - most))

    return Shape(f"[{tag}] {{", body=body)


# -- promises, proxies, references ---------------------------------------------------------


@prints(JSPromise)
def _promise(printer: Printer, view: JSPromise, names: Names) -> Shape:
    def body(output: List[str], times: int) -> Body:
        state = view.state
        if state == "pending":
            output.append("<pending>")
            return
        printer.indentation += 2
        word = view.word(view.session.layout.offset("JSPromise", "reactions_or_result"))
        shown = printer.start_word(word, times)
        if not isinstance(shown, str):
            shown = yield shown
        printer.indentation -= 2
        output.append(f"<rejected> {shown}" if state == "rejected" else shown)

    shape = Shape(names.prefix("Promise") + "{", body=body)
    if not printer.options.plain:
        shape.added.append(lambda output, times: waiters(view, output))
    return shape


@prints(JSProxy)
def _proxy(printer: Printer, view: JSProxy, names: Names) -> Shape:
    if is_null(view.handler):
        return Shape(alone="<Revoked Proxy>", keys=())
    offset = view.session.layout.offset

    def body(output: List[str], times: int) -> Body:
        printer.indentation += 2
        for name in ("target", "handler"):
            shown = printer.start_word(view.word(offset("JSProxy", name)), times)
            output.append(shown if isinstance(shown, str) else (yield shown))
        printer.indentation -= 2

    return Shape("Proxy [", "]", body=body, keys=(), folded="Proxy [Array]")


@prints(JSWeakRef)
def _weak_ref(printer: Printer, view: JSWeakRef, names: Names) -> Shape:
    shape = Shape(names.style + "{", alone=names.style + "{}")
    if not printer.options.plain:
        shape.added.append(lambda output, times: printer.named("[WeakRefTarget]", lambda: view.target, output, times))
    return shape


# -- boxes, dates, regular expressions, modules --------------------------------------------


@prints(JSPrimitiveWrapper)
def _wrapper(printer: Printer, view: JSPrimitiveWrapper, names: Names) -> Shape:
    value = view.value
    kind = next((name for cls, name in _BOXED if isinstance(value, cls)), "Boolean")
    base = f"[{kind}"
    if names.constructor is None:
        base += " (null prototype)"
    elif names.constructor != kind:
        base += f" ({names.constructor})"
    base += f": {_primitive(printer, value)}]"
    if names.tag and names.tag != names.constructor:
        base += f" [{names.tag}]"
    return Shape(base=base, alone=base)


def _primitive(printer: Printer, value: Union[int, HeapObject]) -> str:
    shown = printer.start(value, 0)
    return shown if isinstance(shown, str) else ""


@prints(JSDate)
def _date(printer: Printer, view: JSDate, names: Names) -> Shape:
    prefix = names.prefix("Date")
    base = view.iso if prefix == "Date " else prefix + view.iso
    return Shape(base=base, alone=base)


@prints(JSRegExp)
def _regexp(printer: Printer, view: JSRegExp, names: Names) -> Shape:
    prefix = names.prefix("RegExp")
    base = f"/{view.source_text}/{view.flags_text}"
    if prefix != "RegExp ":
        base = prefix + base
    return Shape(base=base, alone=base, folded=base)


@prints(JSModuleNamespace)
def _namespace(printer: Printer, view: JSModuleNamespace, names: Names) -> Shape:
    def body(output: List[str], times: int) -> Body:
        printer.indentation += 2
        for name, word in view.exports():
            shown: Shown = "<uninitialized>"
            if is_smi(word) or not is_hole(view.session.value(word)):
                shown = printer.start_word(word, times)
            output.append(f"{name_text(name)}: {shown if isinstance(shown, str) else (yield shown)}")
        printer.indentation -= 2

    return Shape(names.prefix("Module") + "{", body=body, keys=())


def _is_private(key: Entry) -> bool:
    return isinstance(key, Property) and key.is_private
