"""One line for any JavaScript value, short, in the manner of util.inspect and Chrome's console.

`{a: 1, b: {…}}`, `Widget {id: 1, name: 'widget-1', …}`, `[1, 2, … 40 items]`,
`Map(3) {'a' => 1, …}`, `function named`, `<unreadable 0x…>`.
"""

from __future__ import annotations

from typing import Any, Union

from . import constructors, jsnumbers, limits, preview_kinds
from .errors import Error
from .objects import HeapObject
from .preview_line import Line, is_object
from .primitives import HeapNumber, Oddball
from .properties import global_object
from .session import Session
from .strings import String, text

__all__ = ["is_object", "preview", "preview_kinds", "preview_number", "value_json"]

WIDTH = 76  # characters of one preview, about


def preview(session: Session, value: Union[int, HeapObject], limit: int = WIDTH) -> str:
    """One line of about `limit` characters for a tagged word, or for a view."""
    return Line(limit).of_word(session, value) if isinstance(value, int) else Line(limit).of(value)


def preview_number(value: float) -> str:
    """The same for a number that lies in no tagged word."""
    return jsnumbers.number_text(value)


def value_json(session: Session, value: Union[int, HeapObject]) -> dict[str, Any]:
    """VALUE of the command contract: address, type, class, preview, and of primitives the value.

    Of a very long string (limits.MAX_JSON_STRING) there is only the preview."""
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


def _json_value(view: HeapObject) -> dict[str, Any]:
    if isinstance(view, String):
        return {"value": text(view)} if view.length <= limits.MAX_JSON_STRING else {}
    if isinstance(view, HeapNumber) and jsnumbers.json_number(view.value):
        number = view.value
        return {"value": int(number) if number == int(number) and abs(number) < 1 << 53 else number}
    if isinstance(view, Oddball) and view.name in ("true", "false", "null"):
        return {"value": {"true": True, "false": False, "null": None}[view.name]}
    return {}
