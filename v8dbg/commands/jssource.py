"""Prints the source of a function, with line numbers.

VALUE is a function, a SharedFunctionInfo, or a Script, which is printed whole. Of a frame (f3, or f3.function) the line
that it executes is marked; without VALUE the innermost frame of JavaScript is taken. -n LINES prints so many lines more
on both sides, of a frame so many on both sides of the executing line; -l FIRST-LAST prints these lines of the script.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..errors import Usage
from ..objects import HeapObject
from ..render import Line, Span, highlight
from ..session import Session
from ..sources import Source, frame_of, innermost, line_range, source_of
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("values", nargs="*", metavar="VALUE", help=_values.HELP)
    parser.add_argument("-n", dest="around", type=int, metavar="LINES", help="so many lines more on both sides")
    parser.add_argument("-l", dest="range", metavar="FIRST-LAST", help="these lines of the script")


def _sources(session: Session, args: argparse.Namespace) -> Iterator[Source]:
    if args.around is not None and args.around < 0:
        raise Usage(f"-n {args.around}: give a number of lines")
    args.values = args.values or [innermost(session)]
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no function")
        source = source_of(session, value, frame_of(session, text))
        if args.range is not None:
            source = line_range(source, args.range)
        elif args.around is not None:
            source = source.around(args.around)
        yield source


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = []
    for source in _sources(session, args):
        entry: dict[str, Any] = {"script": source.name, "first": source.first, "last": source.last}
        if source.start != (0, 0):
            entry["start"], entry["end"] = list(source.start), list(source.end)
        if source.executing is not None:
            entry["executing"] = list(source.executing)
        entry["lines"] = [text for _, text in source.lines()]
        found.append(entry)
    return {"sources": found}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, source in enumerate(_sources(session, args)):
        if number:
            yield ""
        yield [Span("file", source.name)]
        numbers, texts = zip(*source.lines())
        for line, text in zip(numbers, highlight(texts) if args.styled else texts):
            current = source.executing is not None and line == source.executing[0]
            yield [Span("mark", "=> " if current else "   "), Span("dim", f"{line:>5} "), Span("ansi", text)]
