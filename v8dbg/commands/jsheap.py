"""Shows the heap of each isolate, space by space: pages, objects, bytes used, free and not used yet.

The figures are counted object by object; `used` agrees with space_used_size of v8.getHeapSpaceStatistics(), which also
counts as used what an allocator has reserved. -v lists the pages of each space too.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import NotFound
from ..heap import Heap, heaps
from ..heap_report import SpaceReport, spaces
from ..render import Line, Span
from ..session import Session

_COLUMNS = ("pages", "size", "used", "free", "unused", "objects")
_WIDTH = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-v", dest="verbose", action="store_true", help="with the pages of each space")


def _reports(session: Session) -> Iterator[Tuple[Heap, List[SpaceReport]]]:
    found = False
    for heap in heaps(session):
        found = True
        for text in heap.warnings:
            session.warn(text)
        reports = spaces(heap)
        for report in reports:
            if report.corrupt:
                session.warn(f"{report.name}: {report.passed} bytes in {len(report.corrupt)} places are no objects")
        yield heap, reports
    if not found:
        raise NotFound("no isolate found: no thread has entered one")


def _row(report: SpaceReport) -> Tuple[int, ...]:
    pages = len(report.space.pages) + len(report.space.from_pages)
    return pages, report.size, report.used, report.free, report.unused, report.objects


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    shown = []
    for heap, reports in _reports(session):
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
    for number, (heap, reports) in enumerate(_reports(session)):
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


def _numbers(row: Tuple[int, ...]) -> str:
    return "".join(f"{each:>{_WIDTH},}" for each in row)
