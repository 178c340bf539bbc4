"""`findjsobjects --duplicates`: strings that are there several times, and the bytes that they waste."""

from __future__ import annotations

import argparse
from typing import Any, Dict, Iterator, List, Tuple

from ..quoting import quote_string
from ..render import Line, Span
from ..session import Session
from . import _heaps

_WIDTH, _TEXT = 14, 60


def _chosen(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Tuple[Any, List[Any]]:
    """(duplicate_rows.Rows, those that are shown)"""
    from ..duplicate_rows import duplicates

    with _heaps.progress(session, args, "strings") as progress:
        rows = duplicates(table, wanted, progress)
    if progress.stopped:
        session.warn(progress.partial)
    return rows, rows.in_order(args.sort or "bytes", args.top)


def document(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Dict[str, Any]:
    rows, chosen = _chosen(session, args, table, wanted)
    if args.list:
        found = [f"{each:#x}" for each in rows.addresses(chosen)]
        return {"addresses": found, "count": len(found)}
    return {"totals": rows.totals, "groups": [rows.row(*each).document() for each in chosen]}


def lines(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Iterator[Line]:
    rows, chosen = _chosen(session, args, table, wanted)
    if args.list:
        for each in rows.addresses(chosen):
            yield [Span("address", f"{each:#x}")]
        return
    heading = f"{'REPRESENTATIVE':>{_WIDTH}} {'COPIES':>{_WIDTH}} {'BYTES OF ONE':>{_WIDTH}} {'WASTED':>{_WIDTH}}  TEXT"
    yield [Span("heading", heading)]
    for row in (rows.row(*each) for each in chosen):
        numbers = f" {row.copies:>{_WIDTH},} {row.bytes:>{_WIDTH},} {row.wasted:>{_WIDTH},}  "
        more = f"… {row.length - _TEXT:,} more" if row.length > _TEXT else ""
        text = Span("string", quote_string(row.text[:_TEXT]))
        yield [Span("address", f"{row.representative:>#{_WIDTH}x}"), numbers, text, more]
    yield sentence(rows.totals)


def sentence(told: Dict[str, int]) -> str:
    """The totals of a table."""
    what = f"{told['strings']:,} strings have" if told["strings"] != 1 else "1 string has"
    return (f"{what} {told['copies']:,} copies; all but one of each waste {told['wasted']:,} bytes of the "
            f"{told['bytes']:,} that {told['compared']:,} strings take")  # fmt: skip
