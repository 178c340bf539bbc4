"""The objects themselves, as `findjsobjects -l`, `--print` and `--inspect` list them: all, some, or page by page."""

from __future__ import annotations

import argparse
from itertools import islice
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..brief import brief
from ..errors import NotFound, Usage
from ..preview import WIDTH, value_json
from ..render import Line, Span
from ..session import PerSession, Session
from . import jsprint, parser_for, split

NEXT = "next"
_MORE = ".........."

_pages: PerSession[Tuple[Any, int]] = PerSession()  # (what was asked for, objects that were shown by then)


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-l", dest="list", action="store_true", help="list the addresses")
    add("--print", action="store_true", help="list the objects, with -r what in them refers to it")
    add("--inspect", action="append", metavar="FLAGS", help="list the objects as jsprint prints them with these flags")
    add("--page", metavar="N", help="of --top objects each; next: of the same line, typed again, the one that follows")


def is_list(args: argparse.Namespace) -> bool:
    """Are objects listed?"""
    return bool(args.list or args.print or args.inspect is not None or args.page or args.values)


def why_none(args: argparse.Namespace, table: Any) -> Iterator[Line]:
    """What is said where no object was found: whether there is such a class at all, and which are named like it."""
    near = table.nearest(args.constructor) if args.constructor else None
    if near is not None:
        hint = f"; there are {', '.join(near)}" if near else ": findjsobjects without -c shows those that there are"
        yield f"no object is of a class or a row {args.constructor}{hint}"


def _page(session: Session, args: argparse.Namespace, count: int) -> Tuple[int, int]:
    """(first, end) of what is shown. Raises Usage, NotFound."""
    size = args.top or count
    if args.page is None:
        return 0, min(size, count)
    if args.page != NEXT and (not args.page.isdecimal() or args.page == "0"):
        raise Usage(f"--page {args.page}: give a number from 1 on, or next")
    if not count:
        raise NotFound("no objects found" + (f" with type name {args.constructor}" if args.constructor else ""))
    if args.page != NEXT:
        first = size * (int(args.page) - 1)
        if first >= count:
            raise Usage(f"--page {args.page}: there are {-(-count // size)} pages")
        return first, min(first + size, count)
    asked = str(sorted((name, str(value)) for name, value in vars(args).items() if name not in ("width", "json")))
    before, first = _pages.get(session, (None, 0))
    if before != asked or first >= count:  # behind the last one comes the first again
        first = 0
    end = min(first + size, count)
    _pages[session] = asked, end
    return first, end


def _chosen(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Tuple[List[int], int, int]:
    """(addresses that are shown, number of the first, how many there are)"""
    found = list(table.addresses(wanted))
    first, end = _page(session, args, len(found))
    return found[first:end], first, len(found)


def _printer(args: argparse.Namespace, address: int) -> argparse.Namespace:
    words = [word for flags in args.inspect for word in split(flags)]
    if "-h" in words or "--help" in words or "--json" in words:
        raise Usage("--inspect takes flags of jsprint such as '-d 1 -s 0'")
    return parser_for("jsprint").parse_args([*words, f"{address:#x}"])


def document(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Dict[str, Any]:
    if args.referring and args.print:
        links = list(islice(table.references(wanted), args.top or None))
        return {"references": [{**value_json(session, session.value(each)), "part": part} for each, part in links]}
    shown, first, count = _chosen(session, args, table, wanted)
    page = {} if args.page is None else {"first": first + 1}
    if args.inspect is not None:
        values = [jsprint.document(session, _printer(args, each)).value for each in shown]
        told = [{"address": f"{each:#x}", "value": value} for each, value in zip(shown, values)]
        return {"objects": told, "count": count, **page}
    if args.print or args.page and not args.list:
        return {"objects": [value_json(session, session.value(each)) for each in shown], "count": count, **page}
    return {"addresses": [f"{each:#x}" for each in shown], "count": count, **page}


def lines(session: Session, args: argparse.Namespace, table: Any, wanted: Any) -> Iterator[Line]:
    if args.referring and args.print:
        for each, part in islice(table.references(wanted), args.top or None):
            yield [Span("address", f"{each:#x}"), f" {part} of ", brief(session, each, WIDTH)]
        return
    shown, first, count = _chosen(session, args, table, wanted)
    for each in shown:
        yield from _one(session, args, each)
    if not count and not args.list:  # -l is read by other programs
        yield from why_none(args, table)
    if args.page is not None:
        if first + len(shown) < count:
            yield _MORE
        yield f"(Showing {first + 1} to {first + len(shown)} of {count} instances)"


def _one(session: Session, args: argparse.Namespace, address: int) -> Iterator[Line]:
    if args.inspect is not None:
        yield from jsprint.lines(session, _printer(args, address))
        return
    text: Optional[str] = None
    if args.print or args.page and not args.list:
        text = brief(session, address, WIDTH)
    yield [Span("address", f"{address:#x}"), *([" ", text] if text is not None else [])]
