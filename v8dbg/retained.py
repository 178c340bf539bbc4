"""Retained sizes of the objects of one heap: graph, roots and dominators together. Needs numpy.

As Chrome DevTools does it (heap_snapshot_worker of its front end): weak references are not followed; the value of a
weak table is held by its key alone; and what the global objects reach belongs to those, whoever else on a stack or in a
handle has it too. So an object's retained size says what would go if the program dropped it. What only other roots
reach hangs under these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np

from . import index
from .buffers import JSArrayBuffer
from .dominators import Say, Tree, tree
from .errors import Corrupt, Error
from .graph import STRONG, Graph, Progress, graph_of, read_only
from .heap import Heap
from .limits import LARGE_MEMORY
from .objects import HEAP_TAG, HeapObject
from .progress import part
from .reach import root_nodes
from .roots import Root, roots_of
from .scopes import Context
from .session import PerSession
from .snapshot_nodes import external_characters

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_SAMPLE = 64


@dataclass(eq=False)
class Retained:
    """Node number len(graph) is the root that holds all roots."""

    graph: Graph
    roots: Sequence[Root]
    tree: Tree
    sizes: Array  # int64[n + 1]: bytes of each object, with those that it keeps outside of the heap; 0 if read-only
    retained: Array  # int64[n + 1]: bytes of an object and all that it dominates, 0 of what is garbage

    @property
    def root(self) -> int:
        return len(self.graph)

    @property
    def is_large(self) -> bool:
        """Is it worth an index?"""
        return len(self.graph) >= index.LARGE

    def part(self, what: str) -> str:
        """What a part of the index is called."""
        return f"{self.graph.heap.address:x}-{what}"

    def objects(self) -> Array:
        """All nodes that are alive."""
        return np.flatnonzero(self.tree.place[: self.root] >= 0)

    @property
    def total(self) -> int:
        """Bytes of all that is alive."""
        return int(self.retained[self.root])

    def count(self, node: int) -> int:
        """How many objects a node retains, itself included."""
        return int(self.tree.end[node] - self.tree.place[node]) - (node == self.root)

    def dominator(self, node: int) -> Optional[int]:
        """The immediate dominator, None where that is the root, or where the node is garbage."""
        found = int(self.tree.idom[node])
        return None if found in (-1, self.root) else found

    def largest(self, nodes: Array, top: int) -> List[int]:
        """Those of some nodes that retain most, the most first."""
        if 0 < top * _SAMPLE < len(nodes):  # at least so many are as large as those of a sample: the rest is not sorted
            sizes = self.retained.take(nodes)
            nodes = nodes[sizes >= np.partition(sizes[::_SAMPLE], -top)[-top]]
        return nodes[np.argsort(-self.retained[nodes], kind="stable")][: top or None].tolist()  # type: ignore[no-any-return]


def globals_of(graph: Graph, roots: Sequence[Root]) -> List[int]:
    """The nodes of the global objects: of each native context that a strong root holds."""
    session, found = graph.heap.session, []
    nodes = root_nodes(graph, [root for root in roots if root.strong])
    wanted = session.layout.type("NATIVE_CONTEXT_TYPE")
    native = np.array([session.instance_type(word) == wanted for word in graph.maps], bool)
    nodes = np.unique(nodes[nodes >= 0])
    for node in nodes[native[graph.kinds[nodes]]].tolist():
        try:
            context = graph.view(node)
            held = context.extension if isinstance(context, Context) else None
            if isinstance(held, HeapObject):
                found.append(graph.node(held.address))
        except Error:
            continue  # a context that is being made
    return found


def edges(graph: Graph, roots: Sequence[Root]) -> Tuple[Array, Array, int]:
    """(first, targets, how many of the root's edges lead to global objects) of what retains; the root comes last."""
    weak = np.flatnonzero(graph.strengths != STRONG)
    first = graph.first - np.searchsorted(weak, graph.first)
    targets = np.delete(graph.targets, weak)
    keys, values, _ = graph.ephemerons
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    targets = np.insert(targets, first[keys.astype(np.int64) + 1], values)
    first = first + np.searchsorted(keys, np.arange(len(first)), side="left")
    ours = globals_of(graph, roots)
    held = root_nodes(graph, [root for root in roots if root.strong])
    held = np.concatenate([np.array(ours, np.int64), np.unique(held[held >= 0])]).astype(np.int32)
    return np.append(first, first[-1] + len(held)), np.concatenate([targets, held]), len(ours)


def outside(graph: Graph) -> Iterator[Tuple[int, int]]:
    """(node of an ArrayBuffer, bytes that it keeps outside of the heap), each backing store once."""
    session = graph.heap.session
    wanted = session.layout.type("JS_ARRAY_BUFFER_TYPE")
    kinds = np.array([session.instance_type(word) == wanted for word in graph.maps], bool)
    seen, lost = {0}, 0  # 0: of a typed array whose bytes are on the heap
    for node in graph.of_kinds(kinds).tolist():
        try:
            buffer = graph.view(node)
            if not isinstance(buffer, JSArrayBuffer) or buffer.was_detached or buffer.backing_store in seen:
                continue
            seen.add(buffer.backing_store)
            size = buffer.size
            if size >= LARGE_MEMORY and not session.process.may_hold(buffer.backing_store, size):
                raise Corrupt(f"the ArrayBuffer at {buffer.address:#x} claims {size} bytes")
            yield node, size
        except Error:
            lost += 1
    if lost:
        session.warn(f"of {lost} ArrayBuffers the bytes that they keep outside of the heap are not known")


def make(heap: Heap, progress: Optional[Progress] = None, say: Optional[Say] = None) -> Retained:
    """Works it out, or takes it from the index of the core."""
    graph = graph_of(heap, part(progress, 0, 0.4, heap.size))
    roots = roots_of(heap)
    name = f"{heap.address:x}-dominators"
    stored = index.load(heap.session, name)
    if stored is not None and all(len(each) == len(graph) + 1 for each in stored.arrays.values()):
        arrays = stored.arrays
        found = Tree(arrays["idom"], arrays["place"], arrays["end"], stored.facts["reached"])
        return Retained(graph, roots, found, arrays["sizes"], arrays["retained"])
    first, targets, ours = edges(graph, roots)
    found = tree(first, targets, len(graph), ours, say, part(progress, 0.4, 1, heap.size))
    sizes = np.append(graph.sizes, 0)
    sizes[:-1][read_only(graph)] = 0
    for node, size in outside(graph):
        sizes[node] += size
    for nodes, characters in external_characters(graph):
        sizes[nodes] += characters
    made = Retained(graph, roots, found, sizes, found.retained(sizes))
    if made.is_large:
        arrays = {"idom": found.idom, "place": found.place, "end": found.end, "sizes": sizes, "retained": made.retained}
        index.save(heap.session, name, arrays, {"reached": found.reached})
    return made


_known: PerSession[Tuple[int, Dict[int, Tuple[Heap, Retained, List[str]]]]] = PerSession()


def retained_of(heap: Heap, progress: Optional[Progress] = None, say: Optional[Say] = None) -> Retained:
    """The retained sizes of a heap, remembered until the target runs. `say` is told if it will take long."""
    session = heap.session
    epoch, known = _known.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _known[session] = epoch, known
    kept = known.get(heap.address)
    if kept is None or kept[0] is not heap:
        with session.noted() as notes:
            kept = known[heap.address] = heap, make(heap, progress, say), notes
    for text in kept[2]:
        session.warn(text)
    return kept[1]


def tagged(graph: Graph, node: int) -> int:
    """The tagged address of a node, as every command prints it."""
    return int(graph.addresses[node]) | HEAP_TAG
