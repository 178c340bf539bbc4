"""What the commands that follow references share: the heap of a value, and how steps and roots are shown."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Tuple

from ..errors import Error, Usage
from ..expressions import evaluate
from ..heap import Heap
from ..objects import HeapObject
from ..preview import value_json
from ..render import Line, Span
from ..session import Session

WIDTH = 76  # characters of one preview, about


def objects(session: Session, texts: List[str]) -> Iterator[Tuple[str, HeapObject]]:
    """(text as typed, object) of each VALUE. One bad among many becomes a warning; an only one raises."""
    for text in texts:
        try:
            value = evaluate(session, text)
            if not isinstance(value, HeapObject):
                raise Usage(f"{text} is a number and no object: nothing refers to it")
            yield text, value
        except Error as error:
            if len(texts) == 1:
                raise
            session.warn(f"{error}; {error.hint}" if error.hint else str(error))


def nodes_of(session: Session, obj: HeapObject, graph: Callable[[Heap], Any]) -> Iterator[Tuple[Any, int]]:
    """(graph, node in it) of an object: of its own heap, then of those of isolates that share it. `graph` gives that of
    a heap. Raises NotFound where it lies in no heap."""
    from ..retainers import heaps_with

    for heap in heaps_with(session, obj):
        made = graph(heap)
        yield made, made.node(obj.address)


def object_line(graph: Any, node: int, before: List[Any]) -> Line:
    """What stands before, the object's address and the object."""
    from ..owners import label

    return [*before, Span("address", f"{int(graph.addresses[node]) | 1:#x}"), " ", label(graph, node, WIDTH)]


def object_json(graph: Any, node: int) -> Dict[str, Any]:
    return value_json(graph.heap.session, int(graph.addresses[node]) | 1)


def root_text(root: Any) -> str:
    """A root on one line: "stack: frame 3 count: this", "active handle TCP"."""
    plain = root.name == root.kind or root.kind in ("global", "timer", "global handle")
    return (root.name if plain else f"{root.kind}: {root.name}") + ("" if root.strong else " (weak)")


def root_json(root: Any) -> Dict[str, Any]:
    shown: Dict[str, Any] = {"kind": root.kind, "name": root.name, "strong": root.strong}
    return {**shown, **({"place": f"{root.place:#x}"} if root.place else {})}
