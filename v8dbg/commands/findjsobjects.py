"""Counts the objects of the heap: one row a class, how many there are and how many bytes they take.

The bytes of an object are its own and those of its stores: properties, elements, the table of a Map. Everything else
on the heap has a row too, under names such as (string), (closure), (map), so that the bytes add up to the heap. A class
has its own instances alone: those of a derived class are counted there, and prototype objects are a row of their own.

VALUE lists the objects that look like it: of the same class, with properties of the same names. -l lists all objects
that are meant, an address a line. --duplicates has a row for each text that several strings have: an address, how many
strings, bytes of one of them, bytes of all others, and the text.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import Usage
from ..expressions import evaluate
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from . import _duplicates, _heaps, _lists

_ORDERS = ("count", "bytes", "name")
_WIDTH = 14


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("values", nargs="*", metavar="VALUE", help="list the objects that look like this one")
    add("-c", dest="constructor", metavar="CONSTRUCTOR", help="only objects of this class, or this row")
    add("-p", dest="property", metavar="PROPERTY", help="only objects that have this property themselves")
    add("-k", dest="kind", metavar="KIND", help="only objects of this kind: object, closure, string, array, JS_MAP, …")
    add("-r", dest="referring", metavar="VALUE", help="only objects that refer to this one")
    add("-s", dest="shapes", action="store_true", help="one row a shape: class and names of properties")
    add("--live", action="store_true", help="only objects that something still refers to, from the roots on")
    _lists.arguments(parser)
    add("--duplicates", action="store_true", help="strings that are there several times, and what they waste")
    add("--sort", choices=_ORDERS, help="order of the rows (count; with --diff and --duplicates bytes)")
    add("--top", type=int, default=0, metavar="N", help="only the first N rows, or addresses")
    add("--diff", metavar="OTHER", help="what has changed since another core, or since a saved --json")
    _heaps.cache_argument(parser)


def _object(session: Session, text: str) -> HeapObject:
    value = evaluate(session, text)
    if isinstance(value, HeapObject):
        return value
    raise Usage(f"{text} is a number: it is no object of the heap")


def _find(session: Session, args: argparse.Namespace) -> Tuple[Any, Any]:
    """(heap_table.Table, heap_table.Wanted)"""
    _heaps.needs_numpy()
    from .. import heap_table

    if args.top < 0:
        raise Usage(f"--top {args.top}: give a number from 1 on")
    if args.duplicates and (args.diff or args.shapes or args.print or args.inspect or args.page):
        raise Usage("--duplicates goes with -l, --live, --sort, --top, VALUE and what selects objects")
    referring = _object(session, args.referring) if args.referring else None
    like = [_object(session, text) for text in args.values]
    heaps = _heaps.all_heaps(session)
    wanted = heap_table.Wanted(args.constructor, args.property, args.kind, referring, like, args.live)
    follows = bool(args.live or args.print and referring)
    with _heaps.progress(session, args, "heap", whole=follows) as progress:
        table = heap_table.Table(session, heaps, progress)
        if follows:
            table.find_references(progress)
    if args.kind:
        table.check_kind(args.kind)
    return table, wanted


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    table, wanted = _find(session, args)
    if args.duplicates:
        return _duplicates.document(session, args, table, wanted)
    if _lists.is_list(args):
        return _lists.document(session, args, table, wanted)
    return _rows(table, wanted, args)


def _rows(table: Any, wanted: Any, args: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any]
    if args.diff:
        found = table.changes(wanted, args.diff, args.shapes).document(args.sort or "bytes", args.top)
    else:
        found = table.document(wanted, args.shapes, args.sort or "count", args.top)
    return found


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    table, wanted = _find(session, args)
    if args.duplicates:
        yield from _duplicates.lines(session, args, table, wanted)
        return
    if _lists.is_list(args):
        yield from _lists.lines(session, args, table, wanted)
        return
    found = _rows(table, wanted, args)
    if args.diff:
        yield from _changes(found)
        return
    heading = f"{'REPRESENTATIVE':>{_WIDTH}} {'COUNT':>{_WIDTH}} {'BYTES':>{_WIDTH}}  CONSTRUCTOR"
    yield [Span("heading", heading)]
    for row in found["groups"]:
        numbers = f" {row['count']:>{_WIDTH},} {row['bytes']:>{_WIDTH},}  "
        yield [Span("address", f"{row['representative']:>{_WIDTH}}"), numbers, *_name(row)]
    yield f"{'total':>{_WIDTH}} {found['totals']['count']:>{_WIDTH},} {found['totals']['bytes']:>{_WIDTH},}"
    if not found["groups"]:
        yield from _lists.why_none(args, table)


def _name(row: dict[str, Any]) -> List[Any]:
    if "properties" not in row:
        return [Span("function", row["constructor"])]
    names = "<names of its own>" if row.get("dictionary") else ", ".join(row["properties"])
    return [Span("function", row["constructor"]), f": {names}" if names else ""]


def _changes(found: dict[str, Any]) -> Iterator[Line]:
    heading = f"{'COUNT':>{_WIDTH}} {'CHANGE':>{_WIDTH}} {'BYTES':>{_WIDTH}} {'CHANGE':>{_WIDTH}}  CONSTRUCTOR"
    yield [Span("heading", heading)]
    for row in [*found["groups"], {**found["totals"], "constructor": "total"}]:
        numbers = f"{row['count']:>{_WIDTH},} {row['count_change']:>+{_WIDTH},}"
        numbers += f" {row['bytes']:>{_WIDTH},} {row['bytes_change']:>+{_WIDTH},}  "
        yield [numbers, *(_name(row) if row["constructor"] != "total" else ["total"])]
