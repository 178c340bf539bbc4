"""Tells why a value is alive: the shortest path to it from a root, one step a line.

A root is what holds objects from outside of the heap: the global object, a timer, an active handle, a function on the
stack, another handle of C++, a table of V8's. -n PATHS shows so many paths: the shortest, then those by other holders.
Of a value that no root leads to it is told whether a word of native memory may hold it. Of steps of one name in a row,
as along a list, and of very long paths the middle is left out; --json has every step.
"""

from __future__ import annotations

import argparse
from itertools import groupby
from typing import Any, Dict, Iterator, List, Tuple, Union

from ..errors import Usage
from ..render import Line, Span
from ..session import Session
from . import _graphs, _heaps
from ._values import arguments as value_arguments

_RUN = 4  # steps of one name in a row that are all shown
_STEPS = 60  # lines of a path


def arguments(parser: argparse.ArgumentParser) -> None:
    value_arguments(parser)
    parser.add_argument("-n", dest="paths", type=int, default=1, metavar="PATHS", help="how many paths (1)")
    _heaps.cache_argument(parser)


def _found(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Any, int, List[Any], bool]]:
    """(graph, node, paths, whether these are from native memory) of each VALUE."""
    _heaps.needs_numpy()
    from ..graph import graph_of
    from ..retainers import retainers_of

    if args.paths < 1:
        raise Usage("jsretainers: -n takes a number from 1 on")
    for _, obj in _graphs.objects(session, args.values):
        with _heaps.progress(session, args, "heap", whole=True) as progress:
            nodes = _graphs.nodes_of(session, obj, lambda heap: graph_of(heap, progress))
            found = ((graph, node, list(retainers_of(graph.heap).paths(node, args.paths))) for graph, node in nodes)
            own = graph, node, paths = next(found)
            if not paths:
                graph, node, paths = next((each for each in found if each[2]), own)
            searched = [] if paths else list(retainers_of(graph.heap, native=True).paths(node, args.paths))
        yield graph, node, paths or searched, bool(searched)


def document(session: Session, args: argparse.Namespace) -> Dict[str, Any]:
    shown = []
    for graph, node, paths, native in _found(session, args):
        one = {"value": _graphs.object_json(graph, node), "alive": bool(paths) and not native}
        shown.append({**one, "paths": [_path_json(graph, path) for path in paths]})
    return {"found": shown}


def _path_json(graph: Any, path: Any) -> Dict[str, Any]:
    steps = [{"kind": step.kind, "name": step.name, "text": step.text, "strong": step.strong,
              "object": _graphs.object_json(graph, step.target)} for step in path.steps]
    return {"root": _graphs.root_json(path.root), "object": _graphs.object_json(graph, path.first), "steps": steps}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for graph, node, paths, native in _found(session, args):
        yield _graphs.object_line(graph, node, [])
        if not paths:
            yield "  no root leads to it, and no word of native memory: it is garbage that was not collected yet"
        elif native:
            yield "  no root leads to it; a search of native memory, which may be wrong, found:"
        for path in paths:
            yield _graphs.object_line(graph, path.first, ["  ", Span("heading", _graphs.root_text(path.root)), "  "])
            for step in _folded(path.steps):
                if isinstance(step, int):
                    yield f"    … {step:,} more steps"
                else:
                    yield _graphs.object_line(graph, step.target, ["    ", Span("name", step.text), "  "])


def _folded(steps: List[Any]) -> List[Union[int, Any]]:
    """The steps to show, and numbers of those that are left out."""
    found: List[Union[int, Any]] = []
    for _, run in groupby(steps, key=lambda step: step.text):
        same = list(run)
        found += same if len(same) <= _RUN else [same[0], len(same) - 2, same[-1]]
    half = _STEPS // 2
    if len(found) > _STEPS:
        left_out = sum(each if isinstance(each, int) else 1 for each in found[half:-half])
        found = [*found[:half], left_out, *found[-half:]]
    return found
