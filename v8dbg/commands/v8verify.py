"""Checks the heap object by object and reports what is corrupt.

Every page is walked from its first object to its last; each object needs a map, a size that its page has room for, in
each field of its class what V8 puts there, and references that lead to objects of the heap. With -e EVERY the words of
every so manieth object alone are checked; -l LIMIT is how many problems are listed (50; 0: all).
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..errors import Usage
from ..heap_check import Problem, problems
from ..render import Line, Span
from ..session import Session
from . import _heaps


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-e", dest="every", type=int, default=1, metavar="EVERY", help="of which objects words are checked (1)")
    add("-l", dest="limit", type=int, default=50, metavar="LIMIT", help="problems listed (50; 0: all)")


def _problems(session: Session, args: argparse.Namespace) -> Iterator[Problem]:
    if args.every < 1:
        raise Usage(f"-e {args.every}: give a number from 1 on")
    for heap in _heaps.all_heaps(session, warn=False):
        with _heaps.progress(session, args, "heap") as progress:
            yield from problems(heap, args.every, progress)
        if progress.partial:
            session.warn(progress.partial)
            return


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = [{"address": f"{each.address:#x}", "text": each.text} for each in _problems(session, args)]
    return {"problems": found[: args.limit or None], "count": len(found)}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    rest: List[Problem] = []
    count = 0
    for count, each in enumerate(_problems(session, args), 1):
        if args.limit and count > args.limit:
            rest.append(each)
        else:
            yield [Span("address", f"{each.address:#x}"), ": ", each.text]
    if rest:
        yield f"… {len(rest)} more"
    yield f"{count} problems" if count else "nothing is wrong"
