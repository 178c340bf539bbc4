"""Prints every instance type of the target's V8: its number, its name, V8's class of such objects.

PATTERN keeps the types whose name contains it.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..classes import class_of_type
from ..errors import NotFound
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pattern", nargs="?", default="", metavar="PATTERN", help="part of a type's name")


def _types(session: Session, pattern: str) -> List[dict[str, Any]]:
    found = [
        {"number": number, "type": name, "class": class_of_type(session, name)}
        for number, name in session.layout.instance_types()
        if pattern.lower() in name.lower()
    ]
    if not found:
        raise NotFound(f"no instance type whose name contains {pattern!r}", "`v8types` alone lists them all")
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"v8": session.versions.v8_full, "types": _types(session, args.pattern)}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for each in _types(session, args.pattern):
        yield [f"{each['number']:>5} ", Span("name", f"{each['type']:<52} "), Span("dim", each["class"])]
