"""The references of a heap as V8's heap snapshots show them: every edge of the graph with its name. Needs numpy.

Those that skip a step, from an object straight to what its properties are, are in snapshot_objects.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, List, Tuple

import numpy as np

from .arrays import runs, take
from .classes import is_a
from .edge_rules import INTERNAL, LEFT_OUT, WEAK
from .edge_tables import NO_NAME, Flat, Tables, name_edges
from .errors import Error
from .graph import Part
from .maps import Map
from .objects import HeapObject
from .workers import in_order

Array = Any  # numpy.ndarray

_CHUNK = 1 << 16  # edges that are named at once: their arrays fit into a processor's cache
GET, SET = 32, 33  # kinds of properties whose names begin with "get " and "set "


@dataclass
class More:
    """References that the graph has not: parallel arrays, several of each to be joined."""

    sources: List[Array] = field(default_factory=list)
    kinds: List[Array] = field(default_factory=list)
    names: List[Array] = field(default_factory=list)
    targets: List[Array] = field(default_factory=list)

    def add(self, sources: Array, kind: int, names: Any, targets: Array) -> None:
        """References of one type; `names` is a number for all of them, or an array."""
        count = len(sources)
        if count:
            self.sources.append(np.asarray(sources, np.int32))
            self.kinds.append(np.full(count, kind, np.uint8))
            self.names.append(np.broadcast_to(np.asarray(names, np.int32), (count,)))
            self.targets.append(np.asarray(targets, np.int32))

    def joined(self, alive: Array) -> Tuple[Array, Array, Array, Array]:
        """(sources, kinds, names, targets) of those between nodes that are alive, in the order of sources; nothing is
        left here."""
        types = (np.int32, np.uint8, np.int32, np.int32)
        parts = (self.sources, self.kinds, self.names, self.targets)
        found = []
        for part, kind in zip(parts, types):  # one after the other: they are large
            found.append(np.concatenate(part) if part else np.zeros(0, kind))
            part.clear()
        order = np.argsort(found[0], kind="stable")
        if not alive.all():
            keep = take(alive, found[0])
            keep &= take(alive, found[3])
            order = order[keep.take(order)]
        for place in range(len(found)):
            found[place] = found[place].take(order)
        return found[0], found[1], found[2], found[3]


@dataclass
class Edges:
    """The graph's own edges by name, and the others."""

    kinds: Array  # uint8 of each edge of the graph; LEFT_OUT of what V8 does not show
    names: Array  # int32: the index of element and hidden ones, of others as edge_tables says
    more: More
    tags: List[Tuple[Array, Array]]  # (nodes, tags) in the order of edges


_DULL_MAPS = ("CELL_TYPE", "PROPERTY_CELL_TYPE", "SHARED_FUNCTION_INFO_TYPE", "FREE_SPACE_TYPE", "FILLER_TYPE")
_EMPTY = {"BYTE_ARRAY_TYPE": 16, "FIXED_ARRAY_TYPE": 16, "WEAK_FIXED_ARRAY_TYPE": 16}  # bytes of an empty one


def essential(tables: Tables, read_only: Array) -> Array:
    """Which nodes V8 shows internal and hidden references to: V8HeapExplorer::IsEssentialObject."""
    graph, found = tables.graph, np.ones(len(tables.graph), bool)
    maps = np.zeros(len(graph.maps), bool)
    dull = ("ODDBALL_TYPE", "HOLE_TYPE") if tables.layout.has("snapshot", "no_holes") else ("ODDBALL_TYPE",)
    header = tables.layout.offset("DescriptorArray", "header_size")
    sizes = {**_EMPTY, "DESCRIPTOR_ARRAY_TYPE": header, "STRONG_DESCRIPTOR_ARRAY_TYPE": header}
    for number, word in enumerate(graph.maps):
        shape = tables.shape(number)
        maps[number] = shape.cls == "Map"
        if shape.type_name in dull:
            found[graph.of_kind(number)] = False
        elif shape.type_name in sizes:
            nodes = graph.of_kind(number)
            empty = nodes[read_only.take(nodes) & (graph.sizes.take(nodes) == sizes[shape.type_name])]
            found[empty] = False
            if shape.type_name == "FIXED_ARRAY_TYPE" and len(empty):
                found[tables.find(word)] = False
    if hole_of(tables) >= 0:
        found[hole_of(tables)] = False
    nodes = graph.of_kinds(maps)
    for node in nodes[read_only.take(nodes)].tolist():
        try:
            view = graph.view(node)
            if isinstance(view, Map) and view.described_type in _DULL_MAPS:
                found[node] = False
        except Error:
            pass
    return found


def name_all(tables: Tables, flat: Flat, shapes: Array, seen: Array) -> Edges:
    """The names of all edges of the graph; `seen` are the nodes that V8 shows such references to."""
    graph = tables.graph
    count = len(graph.targets)
    kinds, names = np.empty(count, np.uint8), np.empty(count, np.int32)

    def work(part: Part) -> Tuple[Array, Array]:
        node, last, low, high = part
        counts = np.diff(graph.first[node : last + 1])
        named = name_edges(graph, flat, slice(low, high), np.repeat(shapes[node:last], counts))
        targets = graph.targets[low:high]
        shown = seen.take(targets)
        tagged = np.nonzero((named.tags != 0) & shown)[0]  # TagObject asks for that too
        _number_hidden(named.kinds, named.names, np.repeat(np.arange(node, last, dtype=np.int32), counts))
        dull = np.flatnonzero(~shown)
        named.kinds[dull[named.kinds.take(dull) >= INTERNAL]] = LEFT_OUT
        kinds[low:high], names[low:high] = named.kinds, named.names
        return targets.take(tagged), named.tags.take(tagged)

    tags = [each for each in in_order(work, graph.parts(_CHUNK)) if len(each[0])]
    return Edges(kinds, names, More(), tags)


def of_class(tables: Tables, base: str) -> Array:
    """bool for each map: are its objects of a class, or of one that derives from it?"""
    maps = range(len(tables.graph.maps))
    return np.array([is_a(tables.layout, tables.shape(number).cls, base) for number in maps], bool)


def shared_of(tables: Tables) -> Array:
    """The SharedFunctionInfo of each closure, by nodes; -1 of what is none."""
    graph = tables.graph
    closures, shared = with_store(tables, graph.of_kinds(of_class(tables, "JSFunction")), "JSFunction", "shared")
    found = np.full(len(graph), -1, np.int32)
    found[closures] = shared
    return found


def _number_hidden(kinds: Array, names: Array, sources: Array) -> None:
    """The running number of each reference without a name, from 0 in every object."""
    nameless = np.nonzero((names == NO_NAME) & (kinds != LEFT_OUT))[0]
    if not len(nameless):
        return
    of = sources.take(nameless)
    begins = np.ones(len(of), bool)
    begins[1:] = of[1:] != of[:-1]
    starts = np.nonzero(begins)[0]
    lengths = np.diff(np.append(starts, len(of)))
    numbers = np.arange(len(of)) - np.repeat(starts, lengths)
    weak = kinds.take(nameless) == WEAK
    names[nameless] = np.where(weak, numbers + (1 << 30), numbers)


def spread(tables: Tables, owners: Array, stores: Array) -> Tuple[Array, Array]:
    """(owner, edge) of every edge of the store of each owner; one store may have several."""
    first = tables.graph.first
    starts = first.take(stores)
    counts = first.take(stores + 1) - starts
    return np.repeat(owners, counts), runs(starts, counts)


def with_store(tables: Tables, nodes: Array, cls: str, name: str) -> Tuple[Array, Array]:
    """(node, what that field of it refers to) of those of some nodes where it does."""
    graph, place = tables.graph, tables.layout.offset(cls, name)
    edges = graph.first.take(nodes) + place // 8
    ends = graph.first.take(nodes + 1)
    found = (edges < ends) & (graph.slots.take(edges, mode="clip") == place)
    left = np.flatnonzero(~found)
    for _ in range(place // 8 - 1):  # words in front of it that are numbers have no edges
        if not len(left):
            break
        edges[left] -= 1
        here = (edges.take(left) < ends.take(left)) & (graph.slots.take(edges.take(left), mode="clip") == place)
        found[left] = here
        left = left[~here]
    return nodes[found], graph.targets.take(edges[found])


def hole_of(tables: Tables) -> int:
    """The node that is the mark of a missing element, -1 of none."""
    try:
        hole = tables.graph.heap.isolate.root("the_hole_value")
        return tables.find(hole.address) if isinstance(hole, HeapObject) else -1
    except Error:
        return -1
