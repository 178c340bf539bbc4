"""Prints a JavaScript value the way util.inspect does, from memory alone: nothing of the target runs.

MEMBERs (name, a.b, [3], [[Slot]]) print those of the value instead, on one line. An argument after the first one is
another VALUE where it begins as one does: 0x, $, (, f3, f., global, process.
"""

from __future__ import annotations

import argparse
import math
import re
from typing import Any, Iterator, Optional, Tuple

from ..elements import Slot
from ..errors import Error
from ..expressions import evaluate
from ..objects import HeapObject
from ..printer import Options, Printer
from ..render import Line, Span
from ..session import Session
from ..storage import storage, storage_lines
from ..values_json import to_json
from . import Bare, _values

_VALUE = re.compile(r"0[xX][0-9a-fA-F]|[$(]|(?:(?:t\d+\.)?f\d+|global|process)(?:[.\[]|$)|f[.\[]")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("values", nargs="+", metavar="VALUE", help=_values.HELP + "; then MEMBERs of it")
    parser.add_argument("-a", dest="addresses", action="store_true", help="the address of every value before it")
    parser.add_argument("-b", dest="base", action="store_true", help="the address of the value that was asked for")
    parser.add_argument("-d", dest="depth", type=_count, metavar="DEPTH", help="objects inside each other (2)")
    parser.add_argument("-l", dest="length", type=_count, metavar="LENGTH", help="elements shown (100; 0 = all)")
    parser.add_argument("-s", dest="string", type=_count, metavar="STRLEN", help="characters shown (200; 0 = all)")
    parser.add_argument("-m", dest="storage", action="store_true", help="how it is stored: map, properties, elements")
    parser.add_argument("--plain", action="store_true", help="only what util.inspect itself shows")


def _limit(given: Optional[int], usual: float) -> float:
    return usual if given is None else given or math.inf


def _options(args: argparse.Namespace) -> Options:
    return Options(
        depth=2 if args.depth is None else args.depth,
        elements=_limit(args.length, 100),
        characters=_limit(args.string, 200),
        buffer_bytes=_limit(args.length, 50),
        addresses=args.addresses,
        plain=args.plain,
    )


def _wanted(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Slot, list[Tuple[str, Optional[Slot]]]]]:
    """Each VALUE, and its MEMBERs by name; None for one that it has not."""
    rest = args.values[1:]
    members = [text for text in rest if not _VALUE.match(text)]
    args.values = [args.values[0], *(text for text in rest if _VALUE.match(text))]
    for text, value in _values.each(session, args):
        found: list[Tuple[str, Optional[Slot]]] = []
        for member in members:
            accessor = member if member.startswith(("[", ".")) else f".{member}"
            try:
                found.append((member, evaluate(session, text + accessor)))
            except Error as error:
                if len(members) == len(args.values) == 1:
                    raise
                session.warn(f"{error}; {error.hint}" if error.hint else str(error))
                found.append((member, None))
        yield value, found


def document(session: Session, args: argparse.Namespace) -> Bare:
    def encoded(value: Slot) -> Any:
        made = to_json(session, value, args.depth, args.length or None, args.string or None, args.addresses)
        return {"value": made, "storage": storage(value)} if args.storage else made

    shown: list[Any] = []
    for value, members in _wanted(session, args):
        if members:
            shown.append({name: None if member is None else encoded(member) for name, member in members})
        else:
            shown.append(encoded(value))
    return Bare(shown if len(args.values) > 1 else shown[0])


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    printer = Printer(session, _options(args))
    for value, members in _wanted(session, args):
        if members:
            yield " ".join("<not found>" if each is None else printer.text(each) for _, each in members)
            continue
        address = value.address if args.base and not args.addresses and isinstance(value, HeapObject) else 0
        shown = printer.text(value)
        yield [Span("address", f"{address:#x}: "), shown] if address else shown
        if args.storage:
            yield from storage_lines(value)
