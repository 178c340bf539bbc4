"""Lists the functions of the program: one row each, with the number of its closures, its name and its file.

-n NAME and -s FILE select; FILE is a part of the file's name. -x ADDR shows the function whose code holds an address:
compiled code, bytecode or a builtin. The address of a row is one of the closures.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..errors import Usage
from ..render import Line, Span
from ..session import Session
from . import _heaps


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-s", dest="script", metavar="FILE", help="only functions of files in whose name this is")
    add("-n", dest="name", metavar="NAME", help="only functions of this name")
    add("-x", dest="address", metavar="ADDR", help="only the function whose code holds this address")


def _functions(session: Session, args: argparse.Namespace) -> List[Any]:
    _heaps.needs_numpy()
    from .. import function_groups, population

    try:
        address = int(args.address, 0) if args.address else 0
    except ValueError:
        raise Usage(f"-x {args.address}: give an address, such as 0x55d0") from None
    heaps = _heaps.all_heaps(session)
    groups = []
    with _heaps.progress(session, args, "heap") as progress:
        for heap in heaps:
            groups += function_groups.function_groups(population.population_of(heap, progress))
    if progress.partial:
        session.warn(progress.partial)
    if args.address:
        groups = function_groups.running(session, groups, address)
    return list(function_groups.chosen(groups, args.name, args.script))


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = _functions(session, args)
    told = [each.document() for each in found]
    _warn(session, found)
    return {"functions": told, "count": len(told)}


def _warn(session: Session, shown: List[Any]) -> None:
    damaged = sum(each.is_damaged for each in shown)
    if damaged:
        session.warn(f"of {damaged} functions the name or the place in the source cannot be read")


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    found = _functions(session, args)
    yield [Span("heading", f"{'REPRESENTATIVE':>14} {'CLOSURES':>10}  FUNCTION")]
    for each in found:
        place = f"{each.script}:{each.line}" if each.script else "native"
        yield [Span("address", f"{each.closure:>#14x}"), f" {each.closures:>10,}  ",
               Span("function", each.name or "(anonymous)"), " ", Span("file", f"({place})")]  # fmt: skip
    _warn(session, found)
