"""Prints V8's classes of heap objects: base, fields, where each field lies, and how we know.

Without CLASS one line a class, the classes of a base below it; with CLASS its fields and those of all its bases.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..classes import all_fields, base_of, bases, fixed_size
from ..object_text import checked_class, class_tree
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("classes", nargs="*", metavar="CLASS", help="these classes, field by field")


def _one(session: Session, cls: str) -> dict[str, Any]:
    layout = session.layout
    fields: List[dict[str, Any]] = []
    for each in all_fields(layout, cls):
        if not each.is_padding:
            shown = {"class": each.cls, "name": each.name, "offset": each.offset, "size": each.size}
            fields.append({**shown, "type": each.type, "repeated": each.repeated, "source": each.source})
    size = fixed_size(layout, cls)
    chain = bases(layout, cls)[1:]
    return {"class": cls, "base": base_of(layout, cls) or None, "bases": chain, "size": size, "fields": fields}


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    wanted = [checked_class(session, each) for each in args.classes] or [cls for _, cls in class_tree(session)]
    return {"v8": session.versions.v8_full, "classes": [_one(session, cls) for cls in wanted]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    if not args.classes:
        for depth, cls in class_tree(session):
            names = [each["name"] for each in _one(session, cls)["fields"] if each["class"] == cls]
            size = f" {fixed_size(session.layout, cls)}: " if names else " "
            yield ["  " * depth, Span("name", cls), Span("dim", size), ", ".join(names)]
    for number, name in enumerate(args.classes):
        if number:
            yield ""
        yield from _class_lines(session, checked_class(session, name))


def _class_lines(session: Session, cls: str) -> Iterator[Line]:
    found = _one(session, cls)
    chain = " < ".join(found["bases"])
    yield [Span("heading", cls), f" < {chain}, {found['size']} bytes" if chain else ""]
    for each in found["fields"]:
        name = each["name"] + ("[]" if each["repeated"] else "")
        start = f"{each['offset']:>6} {each['size']:>2} "
        place = [Span("dim", f"{each['class'] + '.':>24}"), Span("name", f"{name:<36} ")]
        yield [start, *place, f"{each['type']:<40} ", Span("dim", each["source"])]
