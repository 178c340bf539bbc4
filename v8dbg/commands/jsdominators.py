"""Shows what objects retain: the bytes that would be free if the object were gone.

An object dominates another if every path from a root to that one leads through it; it retains itself and all that it
dominates. Without VALUE: the objects that retain most, and the classes. With VALUE: what it retains, which objects
dominate it, and what it dominates itself.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import NotFound, Usage
from ..expressions import evaluate
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from ..whatis import object_text
from . import _heaps
from ._values import HELP

_WIDTH = 14


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("values", nargs="*", metavar="VALUE", help=HELP)
    parser.add_argument("--top", type=int, default=10, metavar="N", help="how many rows of each table (10; 0: all)")
    _heaps.cache_argument(parser)


def _all(session: Session, args: argparse.Namespace) -> List[Any]:
    """retained.Retained of each heap."""
    _heaps.needs_numpy()
    from ..retained import retained_of

    if args.top < 0:
        raise Usage(f"--top {args.top}: give a number from 0 on")
    return [_heaps.worked_out(session, args, heap, retained_of) for heap in _heaps.all_heaps(session)]


def _found(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Any, int]]:
    """(retained.Retained, node) of each VALUE."""
    every = _all(session, args)
    for text in args.values:
        value = evaluate(session, text)
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number: it is no object of the heap")
        held = next((each for each in every if each.graph.heap.page_of(value.start) is not None), None)
        if held is None:
            raise NotFound(f"{text} lies in no heap of this process")
        yield held, held.graph.node(value.address)


def _told(found: Any, node: int) -> dict[str, Any]:
    size, retained = int(found.sizes[node]), int(found.retained[node])
    view = found.graph.view(node)
    return {"address": f"{view.address:#x}", "text": object_text(view), "size": size, "retained": retained}


def _above(found: Any, node: int) -> List[int]:
    return [each for each in found.tree.path(node)[1:] if each != found.root]


def _of_value(found: Any, node: int, top: int, above: List[int]) -> dict[str, Any]:
    below = found.tree.children(node)
    return {
        **_told(found, node), "count": found.count(node), "alive": bool(found.tree.place[node] >= 0),
        "dominators": [_told(found, each) for each in above],
        "dominated": [_told(found, each) for each in found.largest(below, top)], "dominated_count": len(below),
    }  # fmt: skip


def _of_heap(found: Any, top: int) -> dict[str, Any]:
    from ..class_sizes import class_sizes_of

    objects = found.largest(found.objects(), top)
    return {
        "isolate": f"{found.graph.heap.isolate.address:#x}", "retained": found.total, "count": found.count(found.root),
        "objects": [_told(found, each) for each in objects],
        "classes": [each.document() for each in class_sizes_of(found)[: top or None]],
    }  # fmt: skip


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    if args.values:
        every = _found(session, args)
        return {"values": [_of_value(found, node, args.top, _above(found, node)) for found, node in every]}
    return {"isolates": [_of_heap(found, args.top) for found in _all(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    if args.values:
        for found, node in _found(session, args):
            above = _above(found, node)
            near = len(above) if not args.top or len(above) <= args.top else -(-args.top // 2)
            far = above[len(above) - (args.top - near) :] if near < len(above) else []
            told = _of_value(found, node, args.top, above[:near] + far)
            yield from _value_lines(told, found.total, near, len(above) - near - len(far))
        return
    for found in _all(session, args):
        told = _of_heap(found, args.top)
        alive = f": {told['retained']:,} bytes alive in {told['count']:,} objects"
        yield ["isolate ", Span("address", told["isolate"]), alive]
        yield from _rows(told["objects"], found.total)
        yield [Span("heading", f"{'RETAINED':>{_WIDTH}} {'%':>5} {'COUNT':>{_WIDTH}} {'BYTES':>{_WIDTH}}  CLASS")]
        for row in told["classes"]:
            numbers = f"{row['retained']:>{_WIDTH},} {_share(row['retained'], found.total)}"
            yield [numbers, f" {row['count']:>{_WIDTH},} {row['bytes']:>{_WIDTH},}  ", Span("function", row["class"])]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):5.1f}"


def _rows(rows: List[dict[str, Any]], total: int) -> Iterator[Line]:
    yield [Span("heading", f"{'RETAINED':>{_WIDTH}} {'%':>5} {'BYTES':>{_WIDTH}}  OBJECT")]
    for row in rows:
        numbers = f"{row['retained']:>{_WIDTH},} {_share(row['retained'], total)} {row['size']:>{_WIDTH},}  "
        yield [numbers, Span("address", row["address"]), f" {row['text']}"]


def _value_lines(told: dict[str, Any], total: int, near: int, left_out: int) -> Iterator[Line]:
    yield [Span("address", told["address"]), f" {told['text']}"]
    if not told["alive"]:
        yield "  nothing keeps it alive"
        return
    share = f"{_share(told['retained'], total).strip()} % of the heap"
    yield f"  retains {told['retained']:,} bytes in {told['count']:,} objects, {share}; its own are {told['size']:,}"
    if told["dominators"]:
        yield "dominated by"
        yield from _rows(told["dominators"][:near], total)
        if left_out:
            yield f"{'…':>{_WIDTH}} {left_out:,} more; --top 0 shows them"
            yield from list(_rows(told["dominators"][near:], total))[1:]
    if told["dominated"]:
        yield f"dominates {told['dominated_count']:,} at once"
        yield from _rows(told["dominated"], total)
