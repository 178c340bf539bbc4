"""Tells who refers to a value, and through which property, element, closure variable or internal slot.

Each line has the reference, the address of the object that has it and a preview. What an object keeps in a store of
its own is its own: an element is one of the array. Roots that hold the value themselves follow. -l 3 goes on with who
refers to those, three levels in all; cycles end where they close. -n NAME instead finds the objects that have a
property of that name, -s STRING who refers to strings of that text.
"""

from __future__ import annotations

import argparse
from typing import Any, Callable, Dict, Iterator, List, Tuple

from ..errors import NotFound, Usage
from ..heap import Heap
from ..jsnumbers import json_number
from ..objects import HeapObject
from ..preview import preview, preview_number, value_json
from ..quoting import quote_string
from ..render import Line, Span
from ..session import Session
from . import _graphs, _heaps


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("values", nargs="*", metavar="VALUE", help="an object: an address, global, process, fN.NAME …, see jsprint")
    add("-l", dest="depth", type=int, default=1, metavar="DEPTH", help="also who refers to those, so many levels (1)")
    add("-n", dest="name", metavar="NAME", help="objects that have a property of this name")
    add("-s", dest="string", metavar="STRING", help="who refers to strings that are exactly this text")
    add("-a", dest="all", action="store_true", help="V8's own objects too, such as maps and feedback")
    add("--top", type=int, default=50, metavar="N", help="at most so many references of each (50)")
    _heaps.cache_argument(parser)


def _checked(args: argparse.Namespace) -> None:
    _heaps.needs_numpy()
    if len([each for each in (args.values, args.name, args.string) if each]) != 1:
        raise Usage("jsfindrefs: give a VALUE, -n NAME or -s STRING, one of the three", "`jsfindrefs -h` explains them")
    if args.depth < 1 or args.top < 1:
        raise Usage("jsfindrefs: -l and --top take a number from 1 on")


def _graph(session: Session, args: argparse.Namespace) -> Callable[[Heap], Any]:
    """Gives the graph of a heap. What it has of one that the user has interrupted is right, but not all."""
    from ..graph import graph_of

    kept: Dict[int, Any] = {}

    def graph(heap: Heap) -> Any:
        if heap.address not in kept:
            with _heaps.progress(session, args, "heap") as progress:
                kept[heap.address] = graph_of(heap, progress)
            if progress.stopped:
                session.warn(progress.partial)
        return kept[heap.address]

    return graph


def _wanted(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Any, int]]:
    """(graph, node) of all that is asked for."""
    from ..findrefs import strings

    graph = _graph(session, args)
    for _, obj in _graphs.objects(session, args.values):
        yield from _referred(_graphs.nodes_of(session, obj, graph))
    if args.string:
        graphs = [graph(heap) for heap in _heaps.all_heaps(session, warn=False)]
        found = [each.view(node) for each in graphs for node in strings(each, args.string)]
        if not found:
            raise NotFound(f"no string of the heap is {args.string!r}")
        for obj in {obj.address: obj for obj in found}.values():
            yield from _referred(_graphs.nodes_of(session, obj, graph))


def _referred(nodes: Iterator[Tuple[Any, int]]) -> List[Tuple[Any, int]]:
    """Of an object that several isolates share, the heaps in which something refers to it; else the one it is in."""
    own, *others = nodes
    return [(graph, node) for graph, node in (own, *others) if len(graph.incoming(node))] or [own]


def _found(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Any, Any]]:
    from ..findrefs import find, roots_to

    for graph, node in _wanted(session, args):
        found = find(graph, node, args.depth, args.top, args.all)
        found.roots = roots_to(graph, node)
        yield graph, found


def _named(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Any, Any]]:
    from ..findrefs import with_property

    graph = _graph(session, args)
    for heap in _heaps.all_heaps(session, warn=False):
        yield from with_property(graph(heap), args.name)


def _member(name: str) -> str:
    """A property as it would be asked for: .name, ['odd name'], [3], [Symbol(s)]."""
    if name.lstrip("#").isidentifier():
        return f".{name}"
    return name if name.startswith("[") else f"[{name}]" if name.isdigit() else f"[{quote_string(name)}]"


# -- JSON ------------------------------------------------------------------------------------


def document(session: Session, args: argparse.Namespace) -> Dict[str, Any]:
    _checked(args)
    if args.name:
        rows = [{"object": value_json(session, obj), "name": args.name, "value": _value(session, value)}
                for obj, value in _named(session, args)]
        return {"properties": rows}
    return {"found": [{"value": _graphs.object_json(graph, found.node), **_references(graph, found)}
                      for graph, found in _found(session, args)]}


def _value(session: Session, value: Any) -> Any:
    if value is None:
        return {"preview": "accessors"}
    if isinstance(value, HeapObject):
        return value_json(session, value)
    told = {"type": "Smi" if isinstance(value, int) else "number", "preview": preview_number(value)}
    return {**told, "value": value} if json_number(value) else told


def _references(graph: Any, found: Any) -> Dict[str, Any]:
    rows: List[Dict[str, Any]] = []
    for each in found.references:
        step = each.step
        row = {"object": _graphs.object_json(graph, step.owner), "kind": step.kind, "name": step.name}
        row.update(text=step.text, strong=step.strong, repeated=each.is_repeated)
        rows.append({**row, **(_references(graph, each.further) if each.further is not None else {})})
    shown: Dict[str, Any] = {"references": rows, "more": found.more, "internal": found.internal, "cut": found.is_cut}
    return {**shown, "roots": [_graphs.root_json(root) for root in found.roots]}


# -- text ------------------------------------------------------------------------------------


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    _checked(args)
    if args.name:
        yield from _properties(session, args)
    for graph, found in _found(session, args) if not args.name else ():
        yield _graphs.object_line(graph, found.node, [])
        yield from _lines(graph, found, "  ")


def _lines(graph: Any, found: Any, indent: str) -> Iterator[Line]:
    for each in found.references:
        line = _graphs.object_line(graph, each.step.owner, [indent, Span("name", each.step.text), " of "])
        yield [*line, Span("dim", "  (see above)")] if each.is_repeated else line
        if each.further is not None:
            yield from _lines(graph, each.further, indent + "  ")
    for text in dict.fromkeys(map(_graphs.root_text, found.roots)):
        yield [indent, Span("name", f"root: {text}")]
    if found.more:
        yield f"{indent}and {found.more} more: --top shows them"
    if found.internal:
        yield f"{indent}and {found.internal} of V8's own objects: -a shows them"
    if found.is_cut:
        yield f"{indent}not followed further: there are too many references"
    elif not (found.references or found.roots or found.more or found.internal):
        yield f"{indent}nothing refers to it"


def _properties(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    count = 0
    for obj, value in _named(session, args):
        count += 1
        if count <= args.top:
            shown = preview(session, value) if isinstance(value, HeapObject) else preview_number(value or 0)
            what: List[Any] = [preview(session, obj, 40), Span("name", f" {_member(args.name)}")]
            yield [Span("address", f"{obj.address:#x}"), " ", *what, " = ", "accessors" if value is None else shown]
    if count > args.top:
        yield f"and {count - args.top} more: --top shows them"
    if not count:
        yield f"no object has a property {args.name}"
