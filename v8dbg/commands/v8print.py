"""Prints an object as V8 sees it: every field of its class and of the bases, its bits by name, and what follows.

The class is that of the object's instance type; -c CLASS reads it as another one. Each line has the offset, the field's
name, how it is kept, the word, and what that is. Then come in-object properties, elements, descriptors, transitions,
entries of hash tables, slots of feedback vectors and contexts.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, Tuple

from ..object_text import checked_class, object_json, object_lines
from ..objects import HeapObject
from ..render import Line
from ..session import Session
from . import _objects


def arguments(parser: argparse.ArgumentParser) -> None:
    _objects.arguments(parser)
    parser.add_argument("-c", dest="cls", default="", metavar="CLASS", help="read it as an object of this class")
    parser.add_argument("-l", dest="length", type=int, default=50, metavar="LENGTH", help="rows of a part (50; 0: all)")


def _asked(session: Session, args: argparse.Namespace) -> Iterator[Tuple[HeapObject, str]]:
    cls = args.cls
    # mdb_v8's way: the class behind the value
    if not cls and len(args.values) == 2 and args.values[1].lower() in map(str.lower, session.layout.declarations()):
        cls = args.values.pop()
    cls = checked_class(session, cls) if cls else ""
    for _, value in _objects.objects(session, args):
        yield value, cls


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"objects": [object_json(obj, cls, args.length) for obj, cls in _asked(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, (obj, cls) in enumerate(_asked(session, args)):
        if number:
            yield ""
        yield from object_lines(obj, cls, args.length)
