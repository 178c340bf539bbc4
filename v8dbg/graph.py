"""Every reference between the objects of one heap, as arrays. Needs numpy.

Memory is read once, a few megabytes at a time, and every word of it is looked at once: which object it lies in, what
that object's map says of the word (graph_slots), and which object it leads to (graph_index). No loop over objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, NamedTuple, Optional, Tuple

import numpy as np

from . import index
from .arrays import runs, take
from .census import Progress, census, warn_of_passed
from .errors import NotFound
from .graph_edges import EPHEMERON, STRONG, WEAK, Edges, collect
from .heap import Heap
from .objects import HEAP_TAG, HeapObject, heap_object
from .progress import part
from .session import PerSession

__all__ = ["EPHEMERON", "STRONG", "WEAK", "Graph", "Progress", "graph_of"]

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_SEARCHES = 32  # of all edges, which take as long as to sort them
_FEW = 8  # one node in so many: fewer are found faster by kind


class Part(NamedTuple):
    """Some nodes of a graph and all their edges."""

    node: int  # the first
    last: int  # the end
    low: int  # the first edge
    high: int


@dataclass(eq=False)
class Graph:
    """The objects of one isolate's heap, read-only ones included, and what refers to what.

    A node is a position in `addresses`, an edge one in `targets`; those of node i are first[i] to first[i + 1]."""

    heap: Heap
    addresses: Array  # uint64[n], untagged, ascending
    kinds: Array  # int32[n], indices into maps
    maps: List[int]  # tagged map words
    sizes: Array  # int64[n], bytes
    first: Array  # int64[n + 1]
    targets: Array  # int32[m], nodes
    slots: Array  # int32[m], byte offset in the source object of what refers, ascending in each object; 0 is the map
    strengths: Array  # uint8[m]: STRONG, WEAK (keeps nothing alive), EPHEMERON (while a key is alive: see ephemerons)
    ephemerons: Tuple[Array, Array, Array]  # keys, values, tables, as nodes: a value lives while its key and table do
    dangling: int  # words that should refer to an object and lead to none
    partial: bool = False  # the user has interrupted it: what is there is right, but not all
    passed: int = 0  # bytes that are no objects and should be

    def __len__(self) -> int:
        return len(self.addresses)

    def node(self, address: int) -> int:
        """The node of a tagged or untagged address of an object. Raises NotFound where none begins there."""
        start = address & ~3
        found = int(np.searchsorted(self.addresses, np.uint64(start & (1 << 64) - 1)))
        if found == len(self.addresses) or int(self.addresses[found]) != start:
            raise NotFound(f"no object of this heap begins at {address:#x}", "`v8whatis` tells what lies there")
        return found

    def view(self, node: int) -> HeapObject:
        """The object of a node. Raises Corrupt, Fault."""
        return heap_object(self.heap.session, int(self.addresses[node]) | HEAP_TAG)

    def edges(self, node: int) -> range:
        """The edges that lead from a node to others, by their slots."""
        return range(int(self.first[node]), int(self.first[node + 1]))

    def parts(self, edges: int) -> Iterator[Part]:
        """Nodes one after the other, with as many edges at a time, about."""
        node = 0
        while node < len(self):
            last = int(np.searchsorted(self.first, self.first[node] + edges, side="right")) - 1
            last = min(max(last, node + 1), len(self))
            yield Part(node, last, int(self.first[node]), int(self.first[last]))
            node = last

    def source(self, edge: int) -> int:
        """The node that an edge comes from."""
        return int(np.searchsorted(self.first, edge, side="right")) - 1

    def sources(self) -> Array:
        """The same of all edges, as int32."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.first))

    def incoming(self, node: int) -> Array:
        """The edges that lead to a node, ascending. Who asks often has all edges of the graph sorted once."""
        self._asked += 1
        if self._reversed is None and self._asked <= _SEARCHES:
            return np.flatnonzero(self.targets == node)
        first, order = self._reverse()
        return order[first[node] : first[node + 1]]

    def of_kind(self, kind: int) -> Array:
        """The nodes of a map, ascending."""
        first, order = self._kinds()
        return order[first[kind] : first[kind + 1]]

    def of_kinds(self, wanted: Array) -> Array:
        """The nodes of some maps, ascending. `wanted` says which: one bool for each map."""
        first, order = self._kinds()
        kinds = np.flatnonzero(wanted)
        counts = first[kinds + 1] - first[kinds]
        if int(counts.sum()) > len(self) // _FEW:
            return np.flatnonzero(take(wanted, self.kinds))
        return np.sort(order.take(runs(first[kinds], counts)))

    def _kinds(self) -> Tuple[Array, Array]:
        """(where the nodes of each map begin in the other, all nodes by their maps)"""
        if self._by_kind is None:
            first = np.zeros(len(self.maps) + 1, np.int64)
            np.cumsum(np.bincount(self.kinds, minlength=len(self.maps)), out=first[1:])
            self._by_kind = first, _order(self.kinds).astype(np.int64, copy=False)
        return self._by_kind

    def _reverse(self) -> Tuple[Array, Array]:
        if self._reversed is None:
            counts = np.bincount(self.targets, minlength=len(self))
            first = np.zeros(len(self) + 1, np.int64)
            np.cumsum(counts, out=first[1:])
            self._reversed = first, _order(self.targets)
        return self._reversed

    _reversed: Optional[Tuple[Array, Array]] = None
    _by_kind: Optional[Tuple[Array, Array]] = None
    _asked: int = 0


def make(heap: Heap, progress: Optional[Progress] = None) -> Graph:
    """The graph of a heap as it is now.

    `progress` is called now and then, with bytes done and in all; where it answers True, the rest is left out."""
    size = 2 * heap.size  # which are gone through twice
    taken = census(heap, part(progress, 0, 0.5, size))
    edges = collect(heap, taken, part(progress, 0.5, 1, size))
    first = np.zeros(len(taken) + 1, np.int64)
    np.cumsum(edges.counts, out=first[1:])
    return Graph(
        heap, taken.addresses, taken.kinds, taken.maps, taken.sizes, first, edges.targets, edges.slots, edges.strengths,
        _ephemerons(first, edges), edges.dangling, taken.partial or edges.partial,
        sum(each.end - each.start for each in taken.corrupt),
    )  # fmt: skip


def _ephemerons(first: Array, edges: Edges) -> Tuple[Array, Array, Array]:
    """Keys, values and tables: a value's slot follows that of its key."""
    values = np.flatnonzero(edges.strengths == EPHEMERON)
    tables = np.searchsorted(first, values, side="right") - 1
    paired = values > first[tables]
    paired[paired] = edges.slots[values[paired] - 1] == edges.slots[values[paired]] - 8
    values, tables = values[paired], tables[paired]
    keys, values = edges.targets[values - 1], edges.targets[values]
    told = keys != values  # unused entries have the same in both places
    return keys[told], values[told], tables[told].astype(np.int32)


def _order(numbers: Array) -> Array:
    """What np.argsort(numbers, kind="stable") gives, by halves of 16 bits: those numpy sorts without comparing."""
    if not len(numbers) or int(numbers.max()) < 1 << 16:
        return np.argsort(numbers.astype(np.uint16), kind="stable")
    low = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable").astype(np.int32)
    high = (numbers >> 16).astype(np.uint16)[low]
    return low[np.argsort(high, kind="stable")]


_graphs: PerSession[Tuple[int, List[Graph]]] = PerSession()


def graph_of(heap: Heap, progress: Optional[Progress] = None) -> Graph:
    """The graph of a heap, remembered until the target runs. What it lacks becomes warnings of the session."""
    session = heap.session
    epoch, known = _graphs.get(session, (-1, []))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, []
        _graphs[session] = epoch, known
    found = next((each for each in known if each.heap is heap), None)
    if found is None:
        found = _load(heap) or _make_and_save(heap, progress)
        if not found.partial:
            known.append(found)
    _warn(found)
    return found


def _make_and_save(heap: Heap, progress: Optional[Progress]) -> Graph:
    made = make(heap, progress)
    if not made.partial and len(made) >= index.LARGE:
        _save(made)
    return made


def _warn(graph: Graph) -> None:
    session = graph.heap.session
    for text in graph.heap.warnings:
        session.warn(text)
    warn_of_passed(session, graph.passed)
    if graph.dangling and not graph.partial:
        session.warn(f"{graph.dangling} references of the heap lead to no object")


_ARRAYS = "addresses kinds sizes first targets slots strengths".split()
_TRIPLES = "keys values tables".split()


def _save(graph: Graph) -> None:
    """Keeps it for the next time that this core is opened, where that can be."""
    arrays = {name: getattr(graph, name) for name in _ARRAYS}
    arrays.update(zip(_TRIPLES, graph.ephemerons))
    arrays["maps"] = np.array(graph.maps, np.uint64)
    index.save_aside(graph.heap.session, f"{graph.heap.address:x}-graph", arrays,
                     {"dangling": graph.dangling, "passed": graph.passed})  # fmt: skip


def _load(heap: Heap) -> Optional[Graph]:
    stored = index.load(heap.session, f"{heap.address:x}-graph")
    if stored is None:
        return None
    arrays = stored.arrays
    count = len(arrays["addresses"])
    whole = len(arrays["kinds"]) == len(arrays["sizes"]) == len(arrays["first"]) - 1 == count
    whole = whole and len(arrays["targets"]) == len(arrays["slots"]) == len(arrays["strengths"]) == arrays["first"][-1]
    if not whole:
        return None
    return Graph(
        heap, maps=arrays["maps"].tolist(), ephemerons=(arrays["keys"], arrays["values"], arrays["tables"]),
        dangling=stored.facts["dangling"], passed=stored.facts["passed"], **{name: arrays[name] for name in _ARRAYS},
    )  # fmt: skip


def read_only(graph: Graph) -> Array:
    """bool[n]: which nodes lie in the read-only space. No collection frees those."""
    found = np.zeros(len(graph), bool)
    for space, page in graph.heap.pages():
        if space.name == "read_only_space":
            low, high = np.searchsorted(graph.addresses, np.array([page.area_start, page.area_end], np.uint64))
            found[low:high] = True
    return found
