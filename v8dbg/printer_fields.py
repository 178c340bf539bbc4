"""Built-in objects that keep their contents to themselves: iterators, Intl, WebAssembly, FinalizationRegistry.

util.inspect shows nothing of them; here the fields that V8 declares for their class, under V8's own names,
where a field holds something that JavaScript can see.
"""

from __future__ import annotations

from typing import Callable, Iterator, List, Tuple

from .classes import FieldInfo, all_fields, class_of
from .errors import Error
from .objects import HeapObject, Value
from .preview_line import is_object
from .primitives import BigInt, HeapNumber, Oddball
from .printer_walk import Body, Printer
from .strings import String, Symbol

_BASES = ("HeapObject", "JSReceiver", "JSObject")
_PLAIN = ("JSObject", "JSGlobalObject", "JSGlobalProxy", "JSArray", "JSArgumentsObject", "JSExternalObject", "JSError")


def has_fields(view: HeapObject) -> bool:
    """May it be of a class with fields of its own?"""
    name = view.type_name
    return (name.startswith("JS_") or "WASM_" in name) and "_PROTOTYPE_" not in name and class_of(view) not in _PLAIN


def added_fields(printer: Printer, view: HeapObject) -> List[Callable[[List[str], int], Body]]:
    """What is to be appended to the text of such an object."""
    return [
        lambda output, times, name=name, value=value: printer.named(f"[{name}]", value, output, times)  # type: ignore[misc]
        for name, value in _shown(view)
    ]


def _shown(view: HeapObject) -> Iterator[Tuple[str, Value]]:
    try:
        fields = all_fields(view.session.layout, class_of(view))
    except Error:
        return
    for each in fields:
        if each.cls not in _BASES and each.is_tagged and not each.repeated and not each.is_padding:
            try:
                value = _value(view, each)
            except Error:
                continue
            if _is_visible(value):
                yield each.name, value


def _value(view: HeapObject, each: FieldInfo) -> Value:
    return view.session.value(view.word(each.offset))


def _is_visible(value: Value) -> bool:
    if not isinstance(value, HeapObject):
        return True
    if isinstance(value, Oddball):
        return value.name in ("true", "false", "null")
    return isinstance(value, (String, Symbol, HeapNumber, BigInt)) or is_object(value)
