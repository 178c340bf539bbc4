"""How facts are shown, as text and as JSON: shared by the commands that describe one thing."""

from __future__ import annotations

from typing import Any, Iterator, List

from ..facts import Facts, Hex, Unread, Word
from ..jsnumbers import json_number, number_text
from ..objects import HeapObject, is_smi
from ..preview import preview, value_json
from ..render import Line, Span
from ..session import Session

_WIDTH = 16  # columns of a name


def to_json(session: Session, value: Any) -> Any:
    """A fact as JSON: views and words as VALUE, addresses as strings."""
    if isinstance(value, Facts):
        return {name: to_json(session, each) for name, each in value}
    if isinstance(value, (list, tuple)) and not isinstance(value, (Unread, Word)):
        return [to_json(session, each) for each in value]
    if isinstance(value, Unread):
        return {"unreadable": value.reason}
    if isinstance(value, Word):
        return value_json(session, value.word)
    if isinstance(value, HeapObject):
        return value_json(session, value)
    if isinstance(value, Hex):
        return f"{value:#x}"
    if isinstance(value, float) and not json_number(value):
        return {"type": "number", "preview": number_text(value)}
    return value


def value_text(session: Session, value: Any) -> str:
    """One value on one line, with its address where it has one."""
    if isinstance(value, Unread):
        return f"<unreadable: {value.reason}>"
    if isinstance(value, Word):
        return preview(session, value.word) if is_smi(value.word) else _addressed(value.word, session)
    if isinstance(value, HeapObject):
        shown = preview(session, value)
        return shown if f"{value.address:#x}" in shown else f"{value.address:#x}: {shown}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Hex):
        return f"{value:#x}"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(value_text(session, each) for each in value) or "none"
    return str(value)


def _addressed(word: int, session: Session) -> str:
    shown = preview(session, word)
    return shown if f"{word:#x}" in shown else f"{word:#x}: {shown}"


def fact_lines(session: Session, facts: Facts, indent: str = "  ") -> Iterator[Line]:
    """One line a fact, its name in front; Facts within Facts are indented."""
    for name, value in facts:
        label = name.replace("_", " ")
        if isinstance(value, Facts):
            yield [indent, Span("name", label)]
            yield from fact_lines(session, value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], Facts):
            yield [indent, Span("name", label)]
            for each in value:
                parts: List[str] = [f"{key.replace('_', ' ')} {value_text(session, inner)}" for key, inner in each]
                yield [indent, "  ", ", ".join(parts)]
        else:
            style = "error" if isinstance(value, Unread) else ""
            shown = value_text(session, value)
            yield [indent, Span("name", f"{label:{_WIDTH}}"), " ", Span(style, shown) if style else shown]
