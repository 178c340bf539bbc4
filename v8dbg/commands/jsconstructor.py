"""Prints the function that made an object: its name and address.

It is the class that util.inspect shows. -v adds the object's map and prototype, -s prints the address alone.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, Tuple

from ..constructor_of import constructor_of
from ..errors import Usage
from ..maps import map_of, prototype
from ..objects import HeapObject
from ..preview import preview, value_json
from ..preview_line import is_object
from ..render import Line, Span
from ..session import Session
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-v", dest="verbose", action="store_true", help="map and prototype too")
    parser.add_argument("-s", dest="short", action="store_true", help="only the address of the function")


def _objects(session: Session, args: argparse.Namespace) -> Iterator[Tuple[HeapObject, str, HeapObject]]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject) or not is_object(value):
            raise Usage(f"{text} is a primitive value: no constructor made it")
        yield (value, *constructor_of(value))


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = []
    for value, name, function in _objects(session, args):
        shape, above = map_of(value), prototype(value)
        entry: dict[str, Any] = {"object": value_json(session, value), "name": name}
        entry["constructor"] = value_json(session, function)
        entry["map"] = f"{shape.address:#x}"
        entry["prototype"] = None if above is None else value_json(session, above)
        found.append(entry)
    return {"constructors": found}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for value, name, function in _objects(session, args):
        if args.short:
            yield f"{function.address:#x}"
            continue
        yield [Span("function", name), " ", Span("address", f"{function.address:#x}")]
        if args.verbose:
            above = prototype(value)
            yield ["  ", Span("name", "map       "), f" {map_of(value).address:#x}"]
            shown = "null" if above is None else f"{above.address:#x}: {preview(session, above)}"
            yield ["  ", Span("name", "prototype "), " ", shown]
