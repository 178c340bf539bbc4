"""Prints the name of the instance type of each VALUE, and V8's class of such objects.

-s prints the bare name, for scripts.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..classes import class_of
from ..elements import Slot
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-s", dest="short", action="store_true", help="the name alone")


def _described(value: Slot) -> dict[str, Any]:
    if not isinstance(value, HeapObject):
        return {"type": "Smi" if isinstance(value, int) else "number", "value": value}
    found = {"address": f"{value.address:#x}", "type": value.type_name, "number": value.instance_type}
    return {**found, "class": class_of(value), "map": f"{value.map_word:#x}"}


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"values": [_described(value) for _, value in _values.each(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for _, value in _values.each(session, args):
        found = _described(value)
        if args.short:
            yield found["type"]
        elif isinstance(value, HeapObject):
            yield [Span("address", found["address"]), ": ", Span("name", found["type"]), f" ({found['class']})"]
        else:
            yield f"{found['type']}: {found['value']}"
