"""Prints the elements of an array, one a line: the address of each, or the number itself.

A hole is <hole>, a run of them one line. VALUE may be a typed array, arguments, any object with indexed properties, or
a FixedArray of V8. -i puts the index before each, -v shows each element behind its address.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..array_rows import Element, array_rows
from ..errors import Usage
from ..objects import HeapObject, is_smi
from ..preview import preview, preview_number, value_json
from ..render import Line, Span
from ..session import Session
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-i", dest="index", action="store_true", help="the index before each element")
    parser.add_argument("-v", dest="verbose", action="store_true", help="what each element is, behind its address")


def _rows(session: Session, args: argparse.Namespace) -> Iterator[Iterator[Element]]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no array")
        yield array_rows(value)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"arrays": [[_json(session, each) for each in rows] for rows in _rows(session, args)]}


def _json(session: Session, each: Element) -> dict[str, Any]:
    if each.holes:
        return {"index": each.at, "holes": each.holes}
    if each.number is not None:
        shown = _number(each.number)
        value: dict[str, Any] = {"type": "number", "preview": shown}
        if shown not in ("NaN", "Infinity", "-Infinity", "-0"):
            value["value"] = each.number
        return {"index": each.at, "value": value}
    return {"index": each.at, "value": value_json(session, each.word or 0)}


def _number(number: Any) -> str:
    return preview_number(number) if isinstance(number, float) else str(number)


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for rows in _rows(session, args):
        for each in rows:
            start: Line = [Span("dim", f"{each.at} ")] if args.index else []
            assert isinstance(start, list)
            if each.holes:
                yield [*start, "<hole>" if each.holes == 1 else f"<{each.holes} holes>"]
            elif each.number is not None:
                yield [*start, _number(each.number)]
            elif each.word is not None and is_smi(each.word):
                yield [*start, preview(session, each.word)]
            else:
                shown = f": {preview(session, each.word or 0)}" if args.verbose else ""
                yield [*start, Span("address", f"{each.word:#x}"), shown]
