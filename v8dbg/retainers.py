"""Why an object is alive: the shortest paths to it from roots that have a name for a person. Needs numpy."""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from . import index
from .errors import Error, NotFound
from .graph import Graph, graph_of
from .heap import Heap, heaps
from .jsnumbers import number_text
from .native_memory import native_roots
from .node import Environment
from .node_timers import timers
from .objects import HeapObject
from .owners import Step, holders, steps
from .reach import Tree, tree
from .realms import environment_of, native_context
from .roots import Root, roots_of
from .scopes import Context
from .session import PerSession, Session

# Of several roots the one that says most to a person, unless it is so many steps further away. A leak is in what lasts:
# the main global object, what the event loop waits for, the stack, handles, and last of all V8's own tables.
_GROUPS = {"stack": 2, "microtask": 2, "global handle": 3, "handle scope": 3, "thread": 3, "traced handle": 3}
_LAST, _DELAYS = 4, (6, 6, 6)


class Path(NamedTuple):
    """From a root to an object, step by step."""

    root: Root
    first: int  # the node that the root holds
    steps: List[Step]


class Retainers:
    """All that is alive in one heap, with the way to each."""

    def __init__(self, heap: Heap, groups: Sequence[Sequence[Root]], delays: Sequence[int]) -> None:
        self.heap = heap
        self.graph: Graph = graph_of(heap)
        self.roots: List[Root] = [root for group in groups for root in group]
        self.tree: Tree = _tree(self.graph, groups, delays)

    def is_alive(self, node: int) -> bool:
        """Is a node held by a root, be it a weak one?"""
        return int(self.tree.edges[node]) >= 0 or int(self.tree.roots[node]) >= 0

    def path(self, node: int) -> Optional[Path]:
        """The shortest path to a node, None where no root leads there."""
        number, edges = self.tree.path(self.graph, node)
        if number < 0:
            return None
        first = self.graph.source(edges[0]) if edges else node
        return Path(self.roots[number], first, steps(self.graph, first, edges))

    def paths(self, node: int, most: int) -> Iterator[Path]:
        """The shortest path, then the shortest by each of the other holders; at most so many."""
        shortest = self.path(node)
        if shortest is None:
            return
        yield shortest
        told = {shortest.steps[-1].edges[-1]} if shortest.steps else set()
        count = 1
        for step in holders(self.graph, node):
            if count == most:
                return
            if not step.strong or step.edges[-1] in told:
                continue
            before = self.path(step.owner)
            if before is not None and node not in (before.first, *(each.target for each in before.steps)):
                told.add(step.edges[-1])
                count += 1
                yield Path(before.root, before.first, [*before.steps, step])


def _tree(graph: Graph, groups: Sequence[Sequence[Root]], delays: Sequence[int]) -> Tree:
    """The way to each node, from the index of the core where it has been kept."""
    if not delays:  # from native memory: seldom asked for
        return tree(graph, groups, delays)
    session, part = graph.heap.session, f"{graph.heap.address:x}-paths"
    targets = [root.target for group in groups for root in group]
    kept = index.load(session, part)
    if kept is not None and kept.facts.get("roots") == targets:
        return Tree(kept.arrays["edges"], kept.arrays["roots"])
    made = tree(graph, groups, delays)
    if len(graph) >= index.LARGE:
        index.save(session, part, {"edges": made.edges, "roots": made.roots}, {"roots": targets})
    return made


def _groups(heap: Heap) -> List[List[Root]]:
    globals_ = list(_globals(heap))
    groups: List[List[Root]] = [[*globals_[:1], *_process(heap)], [*globals_[1:], *_timers(heap)], [], [], []]
    for root in roots_of(heap):
        is_named = root.kind == "global handle" and root.name.startswith(("active", "request", "handle"))
        groups[1 if is_named else _GROUPS.get(root.kind, _LAST)].append(root)
    return groups


def _globals(heap: Heap) -> Iterator[Root]:
    """The global objects of all contexts that roots hold, the main one first."""
    session = heap.session
    found: Dict[int, str] = {}
    for root in roots_of(heap):
        try:
            view = session.heap_object(root.target) if root.strong else None
            if isinstance(view, Context) and view.is_native and isinstance(view.extension, HeapObject):
                is_main = root.name.endswith("main context")
                name = "global" if is_main or view.extension.address in found else "global of another context"
                found.setdefault(view.extension.address, name)
        except Error:
            continue
    first = [address for address, name in found.items() if name == "global"] or list(found)[:1]
    for address in [*first, *(each for each in found if each not in first)]:
        yield Root("global", "global" if address in first else found[address], 0, address, True)


def _process(heap: Heap) -> Iterator[Root]:
    """Node's `process` object, which a program uses as a global variable."""
    name = "Node's own process"
    found = next((root for root in roots_of(heap) if root.name == name), None)
    if found is not None:
        yield Root("global", "process", found.place, found.target, True)


def _timers(heap: Heap) -> Iterator[Root]:
    """The timers that wait. They are in lists of Node.js's, which say nothing to a person."""
    try:
        environment = environment_of(native_context(heap.isolate))
        for timer in timers(Environment(heap.session, heap.isolate, environment)):
            delay = "" if timer.delay is None else f" of {number_text(timer.delay)} ms"
            yield Root("timer", f"timer{delay}", 0, timer.object.address, True)
    except Error:
        return


_kept: PerSession[Tuple[int, Dict[Tuple[int, bool], Tuple[Retainers, List[str]]]]] = PerSession()


def retainers_of(heap: Heap, native: bool = False) -> Retainers:
    """The retainers of a heap, kept until the target runs. `native`: instead of the roots what native memory seems to
    hold, see native_memory."""
    session = heap.session
    epoch, known = _kept.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _kept[session] = epoch, known
    found = known.get((heap.address, native))
    if found is None or found[0].heap is not heap:
        with session.noted() as notes:
            if native:
                made = Retainers(heap, [native_roots(graph_of(heap))], ())
            else:
                made = Retainers(heap, _groups(heap), _DELAYS)
            found = known[heap.address, native] = made, notes
    for text in found[1]:
        session.warn(text)
    return found[0]


def heaps_with(session: Session, obj: HeapObject) -> List[Heap]:
    """The heap that an object lies in, then those of the other isolates that share it. Raises NotFound."""
    found = [(heap, held[1]) for heap in heaps(session) for held in [heap.page_of(obj.start)] if held is not None]
    if not found:
        raise NotFound(f"{obj.address:#x} is in no heap of this process", "`v8whatis` tells what lies there")
    return [heap for heap, page in sorted(found, key=lambda each: each[1].heap != each[0].address)]
