"""The references of a heap as V8's heap snapshots show them. Needs numpy.

First every edge of the graph gets its name. Then come those that skip a step: from an object straight to what its
properties, elements and accessors are, as V8HeapExplorer::ExtractJSObjectReferences makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, List, Tuple

import numpy as np

from .arrays import runs
from .classes import is_a
from .edge_rules import ELEMENT, INTERNAL, LEFT_OUT, PROPERTY, SHORTCUT, WEAK
from .edge_tables import NO_NAME, Flat, Tables, name_edges
from .errors import Error
from .graph import Part
from .maps import Map
from .objects import HeapObject
from .properties import MAX_INDEX
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

    def joined(self) -> Tuple[Array, Array, Array, Array]:
        """(sources, kinds, names, targets) in the order of sources; nothing is left here."""
        types = (np.int32, np.uint8, np.int32, np.int32)
        parts = (self.sources, self.kinds, self.names, self.targets)
        found = []
        for part, kind in zip(parts, types):  # one after the other: they are large
            found.append(np.concatenate(part) if part else np.zeros(0, kind))
            part.clear()
        order = np.argsort(found[0], kind="stable").astype(np.int32)
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


_PROPERTIES, _ELEMENTS = ("JSReceiver", "properties_or_hash"), ("JSObject", "elements")
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
    if _hole(tables) >= 0:
        found[_hole(tables)] = False
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


def shared_of(tables: Tables) -> Array:
    """The SharedFunctionInfo of each closure, by nodes; -1 of what is none."""
    graph = tables.graph
    functions = np.array([is_a(tables.layout, tables.shape(n).cls, "JSFunction") for n in range(len(graph.maps))])
    closures, shared = _with_store(tables, graph.of_kinds(functions), "JSFunction", "shared")
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


def add_objects(tables: Tables, edges: Edges) -> None:
    """What JavaScript objects refer to through their stores, their maps and their accessors."""
    graph, more = tables.graph, edges.more
    shapes = [tables.shape(number) for number in range(len(graph.maps))]
    flags = {
        "object": np.array([shape.is_object for shape in shapes]),
        "fast": np.array([shape.is_object and bool(shape.outside) for shape in shapes]),
        "dictionary": np.array([shape.dictionary and shape.type_name != "JS_GLOBAL_OBJECT_TYPE" for shape in shapes]),
        "global": np.array([shape.type_name == "JS_GLOBAL_OBJECT_TYPE" for shape in shapes]),
        "elements": np.array([shape.elements == "objects" for shape in shapes]),
        "sparse": np.array([shape.elements == "dictionary" for shape in shapes]),
    }
    mine = {name: graph.of_kinds(flag) for name, flag in flags.items()}
    _outside(tables, edges, mine["fast"])
    _dictionaries(tables, edges, mine["dictionary"])
    _globals(tables, edges, mine["global"])
    _elements(tables, edges, mine["elements"])
    _sparse(tables, edges, mine["sparse"])
    for number, shape in enumerate(shapes):
        if shape.constants:
            nodes = graph.of_kind(number)
            for name, target in shape.constants:
                more.add(nodes, PROPERTY, name, np.full(len(nodes), target))
    prototypes = np.array([shape.prototype for shape in shapes], np.int32).take(graph.kinds.take(mine["object"]))
    known = prototypes >= 0
    more.add(mine["object"][known], PROPERTY, tables.word("__proto__"), prototypes[known])
    if tables.layout.has("snapshot", "contexts_at_root"):
        _global_proxies(tables, edges)
    _function_prototypes(tables, edges)
    _bound_arguments(tables, edges)
    _accessors(tables, edges)


def _with_store(tables: Tables, nodes: Array, cls: str, name: str) -> Tuple[Array, Array]:
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


def _outside(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Fast properties that do not lie in the object itself."""
    graph = tables.graph
    shapes = [tables.shape(number) for number in range(len(graph.maps))]
    count = np.array([max(shape.outside, default=-1) + 1 for shape in shapes], np.int64)
    start = np.zeros(len(shapes), np.int64)
    np.cumsum(count[:-1], out=start[1:])
    names = np.full(int(count.sum()) + 1, NO_NAME, np.int32)
    for shape, at in zip(shapes, start.tolist()):
        for word, name in shape.outside.items():
            names[at + word] = name
    owners, through = spread(tables, *_with_store(tables, nodes, *_PROPERTIES))
    word = (graph.slots.take(through) - tables.layout.offset("PropertyArray", "header_size")) >> 3
    kinds = graph.kinds.take(owners)
    known = (word >= 0) & (word < count.take(kinds))
    owners, through, word, kinds = owners[known], through[known], word[known], kinds[known]
    name = names.take(start.take(kinds) + word)
    known = name != NO_NAME
    edges.more.add(owners[known], PROPERTY, name[known], graph.targets.take(through[known]))


def _dictionaries(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Properties in a NameDictionary: of each value the key is the edge before it."""
    graph, layout = tables.graph, tables.layout
    start = layout.offset("HashTable", "elements") + 8 * layout.constant("NameDictionary", "prefix_size")
    owners, through = spread(tables, *_with_store(tables, nodes, *_PROPERTIES))
    place = (graph.slots.take(through) - start) >> 3
    values = np.nonzero((place >= 0) & (place % 3 == 1) & (through > 0))[0]
    owners, through = owners[values], through[values]
    keyed = graph.slots.take(through - 1) == graph.slots.take(through) - 8
    keys = graph.targets.take(through - 1)
    names = np.array([_is_name(tables, number) for number in range(len(graph.maps))])
    keyed &= names.take(graph.kinds.take(keys))
    computed = _of_class(tables, "AccessorInfo")
    keyed &= ~computed.take(graph.kinds.take(graph.targets.take(through)))  # by C++ code: V8 shows no reference
    edges.more.add(owners[keyed], PROPERTY, ~keys[keyed], graph.targets.take(through[keyed]))


def _globals(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Global variables: the dictionary has cells, which know name and value."""
    graph, layout = tables.graph, tables.layout
    cells = _of_class(tables, "PropertyCell")
    computed = _of_class(tables, "AccessorInfo")
    owners, through = spread(tables, *_with_store(tables, nodes, *_PROPERTIES))
    places = (layout.offset("PropertyCell", "name"), layout.offset("PropertyCell", "value"))
    for owner, cell in zip(owners.tolist(), graph.targets.take(through).tolist()):
        if cells[graph.kinds[cell]]:
            slots = {int(graph.slots[edge]): int(graph.targets[edge]) for edge in graph.edges(cell)}
            key, value = (slots.get(place) for place in places)
            if key is not None and value is not None and not computed[graph.kinds[value]]:
                edges.more.add(np.array([owner]), PROPERTY, ~key, np.array([value]))


def _global_proxies(tables: Tables, edges: Edges) -> None:
    """The global object behind each proxy, since V8 14.6."""
    graph = tables.graph
    for number, word in enumerate(graph.maps):
        if tables.shape(number).type_name == "JS_GLOBAL_PROXY_TYPE":
            target = _prototype(tables, tables.find(word))
            nodes = graph.of_kind(number) if target >= 0 else np.zeros(0, np.int64)
            edges.more.add(nodes, INTERNAL, tables.word("global_object"), np.full(len(nodes), target))


def _of_class(tables: Tables, cls: str) -> Array:
    return np.array([tables.shape(number).cls == cls for number in range(len(tables.graph.maps))], bool)


def _is_name(tables: Tables, number: int) -> bool:
    return tables.shape(number).type_name.endswith(("STRING_TYPE", "SYMBOL_TYPE"))


def _elements(tables: Tables, edges: Edges, nodes: Array) -> None:
    graph, data = tables.graph, tables.layout.offset("FixedArray", "data")
    owners, through = spread(tables, *_with_store(tables, nodes, *_ELEMENTS))
    slots, targets = graph.slots.take(through), graph.targets.take(through)
    wanted = (slots >= data) & (targets != _hole(tables))
    edges.more.add(owners[wanted], ELEMENT, (slots[wanted] - data) >> 3, targets[wanted])


def _hole(tables: Tables) -> int:
    """The node that is the mark of a missing element, -1 of none."""
    try:
        hole = tables.graph.heap.isolate.root("the_hole_value")
        return tables.find(hole.address) if isinstance(hole, HeapObject) else -1
    except Error:
        return -1


def _sparse(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Elements in a NumberDictionary, whose keys are Smis: they are no edges, the memory has them."""
    graph, layout = tables.graph, tables.layout
    start = layout.offset("HashTable", "elements") + 8 * layout.constant("NumberDictionary", "prefix_size")
    nodes, stores = _with_store(tables, nodes, *_ELEMENTS)
    rows, through = spread(tables, np.arange(len(nodes)), stores)
    place = (graph.slots.take(through) - start) >> 3
    values = (place >= 0) & (place % 3 == 1)
    rows, through = rows[values], through[values]
    owners, stores = nodes.take(rows), stores.take(rows)
    places = (int(graph.addresses[store]) + slot - 8
              for store, slot in zip(stores.tolist(), graph.slots.take(through).tolist()))
    raw = tables.session.process.gather(places, 8)
    words = np.array([int.from_bytes(each or b"\1", "little") for each in raw], np.uint64)
    index = (words >> np.uint64(32)).astype(np.int64)
    good = ((words & np.uint64(1)) == 0) & (index <= MAX_INDEX) & (index < 1 << 31)
    edges.more.add(owners[good], ELEMENT, index[good], graph.targets.take(through[good]))


def _function_prototypes(tables: Tables, edges: Edges) -> None:
    """The `prototype` of functions that have made objects: their initial map has it."""
    graph = tables.graph
    sources, here = _called(tables, edges, "JSFunction", "initial_map")
    if not len(here):
        return
    maps = graph.targets.take(here)
    unique, back = np.unique(maps, return_inverse=True)
    prototypes = np.array([_prototype(tables, node) for node in unique.tolist()], np.int32).take(back)
    known = prototypes >= 0
    edges.more.add(sources[known], PROPERTY, tables.word("prototype"), prototypes[known])


def _called(tables: Tables, edges: Edges, cls: str, name: str) -> Tuple[Array, Array]:
    """(source, edge) of the internal references of that name that objects of a class have."""
    graph = tables.graph
    wanted = np.array([is_a(tables.layout, tables.shape(n).cls, cls) for n in range(len(graph.maps))], bool)
    nodes = graph.of_kinds(wanted)
    sources, here = spread(tables, nodes, nodes)
    good = (edges.names.take(here) == tables.word(name)) & (edges.kinds.take(here) == INTERNAL)
    return sources[good], here[good]


def _prototype(tables: Tables, node: int) -> int:
    try:
        view = tables.graph.view(node)
        return tables.find(view.prototype.address) if isinstance(view, Map) else -1
    except Error:
        return -1


def _bound_arguments(tables: Tables, edges: Edges) -> None:
    graph, data = tables.graph, tables.layout.offset("FixedArray", "data")
    sources, here = _called(tables, edges, "JSBoundFunction", "bindings")
    if not len(here):
        return
    owners, through = spread(tables, sources, graph.targets.take(here))
    number = (graph.slots.take(through) - data) >> 3
    for index in np.unique(number[number >= 0]).tolist():
        mine = number == index
        word = tables.word(f"bound_argument_{index}")
        edges.more.add(owners[mine], SHORTCUT, word, graph.targets.take(through[mine]))


def _accessors(tables: Tables, edges: Edges) -> None:
    """The functions behind each property that is an AccessorPair: "get x", "set x"."""
    graph, more = tables.graph, edges.more
    pairs = _of_class(tables, "AccessorPair")
    sources, names, targets = [], [], []
    for each, kinds, name, target in zip(more.sources, more.kinds, more.names, more.targets):
        if kinds[0] == PROPERTY:
            here = pairs.take(graph.kinds.take(target))
            sources.append(each[here])
            names.append(name[here])
            targets.append(target[here])
    if not sources:
        return
    owners, keys, stores = np.concatenate(sources), np.concatenate(names), np.concatenate(targets)
    oddballs = np.array([tables.shape(number).type_name == "ODDBALL_TYPE" for number in range(len(graph.maps))])
    for field_name, verb in (("getter", GET), ("setter", SET)):
        offset = tables.layout.offset("AccessorPair", field_name)
        spread_owners, through = spread(tables, np.arange(len(owners)), stores)
        good = (graph.slots.take(through) == offset) & ~oddballs.take(graph.kinds.take(graph.targets.take(through)))
        rows, through = spread_owners[good], through[good]
        more.add(owners.take(rows), verb, keys.take(rows), graph.targets.take(through))

