"""What is alive, and why: searches of a heap's graph from its roots. Needs numpy.

Breadth first, all objects of one distance at once. Where few are left, as in a long list, one after another: a step
over arrays costs as much for one object as for a thousand.
"""

from __future__ import annotations

from typing import Any, List, NamedTuple, Sequence, Tuple

import numpy as np

from .arrays import runs, unique
from .graph import EPHEMERON, STRONG, Graph
from .objects import WEAK_MASK
from .roots import Root

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_NARROW = 48  # objects of one distance that are taken one by one
_PART = 1 << 15  # objects that are taken together: what is worked out of them stays in the processor's cache


class Tree(NamedTuple):
    """How each object is reached by the fewest steps. -1 says: not at all, or not so."""

    edges: Array  # int32[n]: the edge that leads to a node
    roots: Array  # int32[n]: which of the roots holds a node, of those that no edge leads to

    def path(self, graph: Graph, node: int) -> Tuple[int, List[int]]:
        """(number of the root, edges from its object to the node). (-1, []) of what is not reached."""
        found: List[int] = []
        while self.edges[node] >= 0:
            found.append(int(self.edges[node]))
            node = graph.source(found[-1])
        return int(self.roots[node]), found[::-1]


def root_nodes(graph: Graph, roots: Sequence[Root]) -> Array:
    """The node that each root leads to, int64, -1 where the graph has none there."""
    words = np.array([root.target & ~(WEAK_MASK | 1) for root in roots], dtype=np.uint64)
    at = np.searchsorted(graph.addresses, words)
    at[at == len(graph.addresses)] = 0
    if not len(graph.addresses):
        return np.full(len(words), -1)
    return np.where(graph.addresses[at] == words, at, -1)


def live(graph: Graph, roots: Sequence[Root]) -> Array:
    """bool[n]: what strong roots keep alive. A value of a weak table lives while its key and the table do."""
    nodes = root_nodes(graph, [root for root in roots if root.strong])
    search = _Search(graph, False)
    search.begin(nodes[nodes >= 0], None)
    search.run()
    return search.seen


def tree(graph: Graph, groups: Sequence[Sequence[Root]], delays: Sequence[int] = ()) -> Tree:
    """The shortest path to every object that roots keep alive, weak ones too where nothing else does.

    Of several paths to an object that of an earlier group counts. With a delay for each group after the first, roots of
    such a group count as so many steps longer; those without a delay come when all before are done. Roots are numbered
    through all groups. A path leads through a weak table only where there is no other one."""
    search, starts, first = _Search(graph, True), [], 0
    for roots in groups:
        nodes = root_nodes(graph, roots)
        starts.append((nodes, np.array([root.strong for root in roots], dtype=bool), first))
        first += len(roots)
    for strong in (True, False):
        for number, (nodes, are_strong, before) in enumerate(starts):
            wanted = np.flatnonzero((nodes >= 0) & (are_strong == strong))
            search.begin(nodes[wanted], wanted + before)
            apart = delays[number] if number < len(delays) else -1
            search.spread(apart if strong else -1)
        search.run()
    return Tree(search.edges, search.roots)


class _Search:
    """One search, which remembers how it came to each node if it is to `trace`."""

    def __init__(self, graph: Graph, trace: bool) -> None:
        self.graph, self.trace = graph, trace
        count = len(graph.addresses)
        self.seen: Array = np.zeros(count, bool)
        self.edges: Array = np.full(count if trace else 0, -1, np.int32)
        self.roots: Array = np.full(count if trace else 0, -1, np.int32)
        self._waiting: Any = tuple(np.asarray(each) for each in graph.ephemerons)
        self._front: Array = np.zeros(0, np.int64)
        # a memoryview gives one number faster than an array does
        views: List[Any] = [memoryview(each) for each in (graph.first, graph.targets, graph.strengths, self._bytes())]
        self._first, self._targets, self._strengths, self._seen = views

    def _bytes(self) -> Any:
        return self.seen.view(np.uint8)

    def begin(self, nodes: Array, roots: Any) -> None:
        """Takes nodes as new ones to go on from; `roots` are their numbers."""
        fresh = ~self.seen[nodes]
        nodes = nodes[fresh]
        self.seen[nodes] = True
        if self.trace and roots is not None:
            self.roots[nodes[::-1]] = roots[fresh][::-1]  # of several to one node the first is kept
        self._front = np.concatenate([self._front, unique(nodes)])

    def run(self) -> None:
        """Goes on until nothing is left, weak tables included."""
        self.spread()
        while self._open_tables():
            self.spread()

    def spread(self, most: int = -1) -> None:
        """Goes on along strong references, at most so many steps; -1: until nothing is left."""
        front = self._front
        while len(front) and most:
            if len(front) > _NARROW:
                front, most = self._wide(front), most - 1
            else:
                front, most = self._narrow(front.tolist(), most)
        self._front = front

    def _wide(self, front: Array) -> Array:
        graph, seen, found = self.graph, self.seen, []
        for begin in range(0, len(front), _PART):
            edges = edges_of(graph, front[begin : begin + _PART])
            targets = graph.targets.take(edges)
            fresh = np.flatnonzero(~seen.take(targets) & (graph.strengths.take(edges) == STRONG))
            targets = targets.take(fresh)
            seen[targets] = True
            if self.trace:
                self.edges[targets[::-1]] = edges.take(fresh)[::-1]
            found.append(targets)
        return self._sorted(found)

    def _sorted(self, parts: List[Array]) -> Array:
        """Nodes, each once, ascending."""
        count = sum(len(part) for part in parts)
        if count < len(self.seen) >> 6:
            return unique(np.concatenate(parts))
        marks = np.zeros(len(self.seen), bool)
        for part in parts:
            marks[part] = True
        return np.flatnonzero(marks)

    def _narrow(self, front: List[int], most: int) -> Tuple[Array, int]:
        """The next front that is not narrow, or empty, and how many of `most` steps are left."""
        first, targets, strengths, seen = self._first, self._targets, self._strengths, self._seen
        while front and len(front) <= _NARROW and most:
            found: List[int] = []
            for node in front:
                for edge in range(first[node], first[node + 1]):
                    if strengths[edge] == STRONG and not seen[targets[edge]]:
                        target = targets[edge]
                        seen[target] = 1
                        found.append(target)
                        if self.trace:
                            self.edges[target] = edge
            front = sorted(found)
            most -= 1
        return np.array(front, dtype=np.int64), most

    def _open_tables(self) -> bool:
        """Takes the values of weak tables whose keys are alive by now: were there any?"""
        keys, values, tables = self._waiting
        ready = self.seen[keys] & self.seen[tables]
        opened = values[ready], tables[ready]
        self._waiting = keys[~ready], values[~ready], tables[~ready]
        fresh = ~self.seen[opened[0]]
        nodes = opened[0][fresh]
        if self.trace:
            self._trace(nodes, opened[1][fresh])
        self.seen[nodes] = True
        self._front = unique(nodes).astype(np.int64)
        return bool(len(nodes))

    def _trace(self, values: Array, tables: Array) -> None:
        """Notes which edges lead from tables to values."""
        wanted = set(zip(tables.tolist(), values.tolist()))
        edges: Array = edges_of(self.graph, np.unique(tables).astype(np.int64))
        edges = edges[self.graph.strengths[edges] == EPHEMERON]
        sources: Array = np.searchsorted(self.graph.first, edges, side="right") - 1
        for edge, table, value in zip(edges.tolist(), sources.tolist(), self.graph.targets[edges].tolist()):
            if (table, value) in wanted and self.edges[value] < 0:
                self.edges[value] = edge


def edges_of(graph: Graph, nodes: Array) -> Array:
    """The numbers of all edges that nodes have, node by node."""
    starts = graph.first[nodes]
    counts = graph.first[nodes + 1] - starts
    return runs(starts, counts)
