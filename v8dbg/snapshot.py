"""A heap snapshot of one heap, as V8 itself makes them, for Chrome DevTools and memlab. Needs numpy.

Nodes are V8's synthetic roots, the objects in the order of their addresses, and the memory of array buffers.
src/profiler/heap-snapshot-generator.cc; snapshot_writer writes the file.

An object's `id` tells its address: pages in the order of their addresses take one odd number for each of their words.
Two more fields of each node have the address itself, as two halves of 32 bits, which is what readers keep numbers in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import numpy as np

from .edge_names import tables_of
from .edge_tables import Tables, flatten, shapes_of
from .graph import Graph, read_only
from .heap import Heap
from .progress import Told
from .roots import KINDS, Root
from .snapshot_edges import Edges, essential, name_all, shared_of
from .snapshot_natives import Natives, array_buffers, ephemerons
from .snapshot_nodes import Nodes, describe
from .snapshot_objects import add_objects
from .snapshot_places import Places, places
from .snapshot_strings import Strings
from .snapshot_tags import apply_tags

Array = Any  # numpy.ndarray

ADDRESS_FIELDS = ("address_low", "address_high")
FIRST_ID = 1025  # of the first word of the first page; V8's own roots have lower ones
_LARGEST_ID = (1 << 32) - 1  # which pages of 16 GB have


class Anchor(NamedTuple):
    """What holds objects: a category of V8's roots, as "(Strong roots)", and its references."""

    name: str
    nodes: Array
    strong: Array
    names: Optional[List[str]]  # of its references, None: they are numbered from 1


def anchors(roots: List[Root], nodes: Array, alive: Array) -> List[Anchor]:
    """V8's categories of roots with what they hold; `nodes` has the node of each root, -1 of those without."""
    found: Dict[str, List[Tuple[int, Root]]] = {}
    for root, node in zip(roots, nodes.tolist()):
        held = found.setdefault(KINDS.get(root.kind, f"({root.kind})"), [])
        if node >= 0 and alive[node]:
            held.append((node, root))
    made = []
    for name, held in found.items():
        names = [f"{number + 1} / {root.name}" for number, (_, root) in enumerate(held)]
        strong = np.array([root.strong for _, root in held], bool)
        made.append(Anchor(name, np.array([node for node, _ in held], np.int64), strong, names))
    return made


def string_anchors(graph: Graph, alive: Array) -> List[Anchor]:
    """The tables of strings, which V8's snapshots show as if they kept what is in them (Heap::IterateWeakRoots)."""
    session, found = graph.heap.session, []
    types = [session.layout.type_name(session.instance_type(word)) for word in graph.maps]
    for name, part in (("(Internalized strings)", "INTERNALIZED"), ("(External strings)", "EXTERNAL")):
        nodes = graph.of_kinds(np.array([each.endswith("STRING_TYPE") and part in each for each in types], bool))
        nodes = nodes[alive.take(nodes)]
        found.append(Anchor(name, nodes, np.ones(len(nodes), bool), None))
    return found


def page_ids(heap: Heap) -> List[Tuple[int, int, int]]:
    """(first address, end, id of the first address) of each page of a heap, ascending."""
    found, following = [], FIRST_ID
    for start, end in sorted((page.start, max(page.area_end, page.start + 8)) for _, page in heap.pages()):
        found.append((start, end, following))
        following += 2 * ((end - start) // 8)
    return found


def addresses_of(heap: Heap, number: int) -> Iterator[int]:
    """The tagged address of the object with that id in the heap's snapshot, where there is one."""
    if number % 2 == 0:
        return
    for start, end, first in page_ids(heap):
        if first <= number < first + 2 * ((end - start) // 8):
            yield start + (number - first) // 2 * 8 + 1


def _ids(graph: Graph) -> Array:
    """The id of every object, uint32."""
    pages = page_ids(graph.heap)
    if any(first + (end - start) // 4 > _LARGEST_ID for start, end, first in pages):
        return FIRST_ID + 2 * np.arange(len(graph), dtype=np.uint32)  # by the order of addresses
    found = np.zeros(len(graph), np.uint32)
    for start, end, first in pages:
        low, high = np.searchsorted(graph.addresses, np.array([start, end], np.uint64)).tolist()
        words = (graph.addresses[low:high] - np.uint64(start)) >> np.uint64(2)  # two of each
        found[low:high] = words.astype(np.uint32) + np.uint32(first)
    return found


@dataclass
class Snapshot:
    """Everything that the file has, ready to be written."""

    graph: Graph
    tables: Tables
    nodes: Nodes
    edges: Edges
    strings: Strings
    alive: Array
    anchors: List[Anchor]
    natives: Natives
    ids: Array
    places: Places


def snapshot(
    graph: Graph, anchors: List[Anchor], alive: Array, limit: int, progress: Optional[Told] = None
) -> Snapshot:
    """Names all nodes and references of a graph. `alive` says which objects V8 would show.

    `limit` cuts strings to so many characters, 0 leaves them whole."""
    told = progress or (lambda done, whole: False)
    tables, strings = tables_of(graph), Strings()
    shapes = shapes_of(tables)
    flat = flatten(tables)
    edges = name_all(tables, flat, shapes, essential(tables, read_only(graph)))
    told(1, 3)
    add_objects(tables, edges)
    told(2, 3)
    shared = shared_of(tables)
    nodes = describe(tables, strings, shared, limit)
    builtins: Dict[int, str] = {}
    for each in anchors:
        if each.name == "(Builtins)":
            builtins = {node: name.partition(" / ")[2] for node, name in zip(each.nodes.tolist(), each.names or ())}
    apply_tags(tables, nodes, edges, strings, builtins)
    ids = _ids(graph)
    ephemerons(tables, nodes, strings, edges.more, ids)
    natives = array_buffers(tables, strings, alive)
    found = places(tables, nodes, shared)
    return Snapshot(graph, tables, nodes, edges, strings, alive, anchors, natives, ids, found)
