"""Prints the N-th internal (embedder) field of an object that C++ made: the word, which mostly is a C++ pointer.

Without N all of its fields, each with its number. Such objects come from a FunctionTemplate or an ObjectTemplate;
Node.js keeps the C++ object behind a handle there.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import NotFound
from ..object_rows import embedder_slots
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from . import _objects


def arguments(parser: argparse.ArgumentParser) -> None:
    _objects.arguments(parser)
    parser.add_argument("-n", dest="number", type=int, metavar="N", help="the field of that number, bare")


def _fields(session: Session, args: argparse.Namespace) -> Iterator[Tuple[HeapObject, List[Tuple[int, int]]]]:
    if args.number is None and len(args.values) > 1 and args.values[-1].isdigit():  # mdb_v8's way
        args.number = int(args.values.pop())
    for _, value in _objects.objects(session, args):
        found = embedder_slots(value)
        wanted = list(enumerate(word for _, word in found))
        if args.number is not None:
            wanted = [pair for pair in wanted if pair[0] == args.number]
        if not wanted:
            asked = "no internal fields" if args.number is None else f"no internal field {args.number}"
            raise NotFound(f"{value.address:#x} has {asked}: it has {len(found)} of them")
        yield value, wanted


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    shown = []
    for value, found in _fields(session, args):
        fields = [{"number": number, "word": f"{word:#x}"} for number, word in found]
        shown.append({"address": f"{value.address:#x}", "fields": fields})
    return {"objects": shown}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for _, found in _fields(session, args):
        for number, word in found:
            start = [] if args.number is not None else [Span("dim", f"{number} ")]
            yield [*start, Span("address", f"{word:#x}")]
