"""Prints the elements of an array of V8's own, one a line: the address of each, so that it can be piped.

VALUE is a FixedArray, FixedDoubleArray, WeakFixedArray, ByteArray, PropertyArray, a dictionary, a context or any other
object of V8 with a part that repeats; of a JavaScript object its elements store is taken. -i puts the index before
each, -v shows what it is; a hole is <hole>.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..brief import brief
from ..elements import is_hole_word
from ..object_rows import repeated_part
from ..object_text import number_words, word_json
from ..objects import is_smi
from ..render import Line, Span
from ..rows import Part
from ..session import Session
from . import _objects


def arguments(parser: argparse.ArgumentParser) -> None:
    _objects.arguments(parser)
    parser.add_argument("-i", dest="index", action="store_true", help="the index before each element")
    parser.add_argument("-v", dest="verbose", action="store_true", help="what each element is, behind its address")


def _parts(session: Session, args: argparse.Namespace) -> Iterator[Part]:
    for _, value in _objects.objects(session, args, "array"):
        yield repeated_part(value)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    arrays: List[dict[str, Any]] = []
    for part in _parts(session, args):
        rows = [
            {"index": row.name, "value": number_words(row) if row.word is None else word_json(session, row.word)}
            for row in part.rows
        ]
        arrays.append({"length": part.total, "elements": rows})
    return {"arrays": arrays}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for part in _parts(session, args):
        for row in part.rows:
            start: List[Any] = [Span("dim", f"{row.name} ")] if args.index else []
            if row.word is None:
                yield [*start, str(number_words(row))]
            elif is_smi(row.word) or is_hole_word(session, row.word):
                yield [*start, brief(session, row.word)]
            else:
                shown = f" {brief(session, row.word)}" if args.verbose else ""
                yield [*start, Span("address", f"{row.word:#x}"), shown]
