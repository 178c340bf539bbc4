"""Shows the heap of each isolate, space by space: pages, objects, bytes used, free and not used yet.

The figures are counted object by object; `used` agrees with space_used_size of v8.getHeapSpaceStatistics(), which also
counts as used what an allocator has reserved. -v lists the pages of each space too. --diff tells what has changed since
another core, or since a saved --json.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..heap import Heap
from ..heap_changes import changes
from ..heap_report import COMPARED, SpaceReport, spaces
from ..render import Line, Span
from ..session import Session
from . import _heaps

_COLUMNS = ("pages", "size", "used", "free", "unused", "objects")
_WIDTH = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-v", dest="verbose", action="store_true", help="with the pages of each space")
    parser.add_argument("--diff", metavar="OTHER", help="what has changed since another core, or since a saved --json")


def _reports(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Heap, List[SpaceReport]]]:
    for heap in _heaps.all_heaps(session):
        with _heaps.progress(session, args, "heap") as progress:
            reports = spaces(heap, progress)
        for report in reports:
            if report.corrupt:
                session.warn(f"{report.name}: {report.passed} bytes in {len(report.corrupt)} places are no objects")
        yield heap, reports
        if progress.partial:
            session.warn(progress.partial)
            return


def _row(report: SpaceReport) -> Tuple[int, ...]:
    pages = len(report.space.pages) + len(report.space.from_pages)
    return pages, report.size, report.used, report.free, report.unused, report.objects


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    if args.diff:
        every = [report for _, reports in _reports(session, args) for report in reports]
        return {"spaces": changes(session, every, args.diff)}
    shown = []
    for heap, reports in _reports(session, args):
        told = []
        for report in reports:
            one: dict[str, Any] = {"name": report.name, **dict(zip(_COLUMNS, _row(report)))}
            one["corrupt"] = [{"address": f"{each.start:#x}", "bytes": each.end - each.start, "reason": each.reason}
                              for each in report.corrupt]
            if args.verbose:
                one["page_list"] = [{"address": f"{page.start:#x}", "size": page.size}
                                    for page in report.space.pages + report.space.from_pages]
            told.append(one)
        shown.append({"isolate": f"{heap.isolate.address:#x}", "heap": f"{heap.address:#x}", "spaces": told})
    return {"isolates": shown}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    if args.diff:
        yield from _changes(document(session, args)["spaces"])
        return
    for number, (heap, reports) in enumerate(_reports(session, args)):
        if number:
            yield ""
        yield ["isolate ", Span("address", f"{heap.isolate.address:#x}"), f", heap {heap.address:#x}"]
        yield [Span("heading", " " * 28 + "".join(f"{name:>{_WIDTH}}" for name in _COLUMNS))]
        for report in reports:
            yield f"  {report.name:<26}" + _numbers(_row(report))
            for page in report.space.pages + report.space.from_pages if args.verbose else ():
                yield ["    ", Span("address", f"{page.start:#x}"), f"  {page.size:,} bytes"]
        total = [sum(column) for column in zip(*map(_row, reports))]
        yield f"  {'total':<26}" + _numbers(tuple(total))


def _changes(rows: List[dict[str, Any]]) -> Iterator[Line]:
    heading = "".join(f"{name:>{_WIDTH}}{'change':>{_WIDTH}}" for name in COMPARED)
    yield [Span("heading", " " * 28 + heading)]
    total = {key: sum(row[key] for row in rows) for key in rows[0] if key != "name"} if rows else {}
    for row in [*rows, {"name": "total", **total}] if rows else []:
        numbers = (f"{row[name]:>{_WIDTH},}{row[name + '_change']:>+{_WIDTH},}" for name in COMPARED)
        yield f"  {row['name']:<26}" + "".join(numbers)


def _numbers(row: Tuple[int, ...]) -> str:
    return "".join(f"{each:>{_WIDTH},}" for each in row)
