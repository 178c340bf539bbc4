"""Says in a few sentences what holds most of the heap: where it accumulates, and how that is reached from a root.

A place is named that retains at least 10 % of the heap by itself, without the other places below it. Whether it should
be that large, only the program's author knows.
"""

from __future__ import annotations

import argparse
from typing import Any, Dict, Iterator, List

from ..errors import Usage
from ..render import Line, Span
from ..session import Session
from ..whatis import object_text
from . import _graphs, _heaps

_SHOWN = 12  # steps of a path: of a longer one both ends


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--share", type=float, default=10, metavar="PERCENT", help="of the heap that is much (10)")
    _heaps.cache_argument(parser)


def _isolates(session: Session, args: argparse.Namespace) -> Iterator[Any]:
    _heaps.needs_numpy()
    from ..duplicate_rows import waste_of
    from ..retained import retained_of
    from ..retainers import retainers_of
    from ..suspects import between, sentence, suspects

    if not 0.1 <= args.share <= 100:
        raise Usage(f"--share {args.share:g}: give a number from 0.1 to 100")
    for heap in _heaps.all_heaps(session):
        found = _heaps.worked_out(session, args, heap, retained_of)
        ways, told = retainers_of(heap), []
        for each in suspects(found, args.share / 100):
            view, points = found.graph.view(each.holder), [found.graph.view(node) for node in between(found, each)]
            told.append({
                "address": f"{view.address:#x}", "text": object_text(view), "retained": each.retained,
                "share": round(100 * each.retained / max(found.total, 1), 1), "sentence": sentence(found, each),
                "accumulates": [{"address": f"{point.address:#x}", "text": object_text(point)} for point in points],
                "held": [vars(held) for held in each.held], "chain": each.chain,
                "path": _words(ways.path(each.holder)),
            })  # fmt: skip
        waste = _heaps.worked_out(session, args, heap, waste_of)
        yield {"isolate": f"{heap.isolate.address:#x}", "retained": found.total, "suspects": told,
               "duplicates": _duplicates(waste, waste.share(found.total), args.share)}  # fmt: skip


def _duplicates(waste: Any, share: float, much: float) -> Dict[str, Any]:
    told = {"strings": waste.strings, "copies": waste.copies, "wasted": waste.wasted, "share": round(share, 1)}
    if share < much:
        return told
    said = f"strings that are there more than once waste {waste.wasted:,} bytes, {share:.1f} % of the heap"
    return {**told, "sentence": f"{said}: {waste.strings:,} have {waste.copies:,} copies"}


def _words(path: Any) -> List[str]:
    """A path from its root on; what begins with a dot or a bracket follows what is before it at once."""
    return [] if path is None else [_graphs.root_text(path.root), *(step.text for step in path.steps)]


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"isolates": list(_isolates(session, args))}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for told in _isolates(session, args):
        yield ["isolate ", Span("address", told["isolate"]), f": {told['retained']:,} bytes alive"]
        for number, each in enumerate(told["suspects"], 1):
            yield f"{number}. {each['sentence']}"
            if each["accumulates"]:
                last = each["accumulates"][-1]
                yield ["   where: ", Span("address", last["address"]), f" {last['text']}"]
            yield f"   path:  {_path(each['path'])}"
        if "sentence" in told["duplicates"]:
            yield f"{len(told['suspects']) + 1}. {told['duplicates']['sentence']}"
            yield "   where: findjsobjects --duplicates --live"
        elif not told["suspects"]:
            yield f"nothing holds {args.share:g} % of it by itself"


def _path(steps: List[str]) -> str:
    if len(steps) > _SHOWN:
        steps = [*steps[: _SHOWN // 2], f"… {len(steps) - _SHOWN} more …", *steps[-_SHOWN // 2 :]]
    return "".join(step if not number or step[0] in ".[" else f" → {step}" for number, step in enumerate(steps))
