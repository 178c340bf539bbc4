"""What JavaScript objects refer to, as V8's heap snapshots show it: straight to what their properties, elements and
accessors are, where the graph's own edges go through their stores. Needs numpy.

src/profiler/heap-snapshot-generator.cc, V8HeapExplorer::ExtractJSObjectReferences.
"""

from __future__ import annotations

from typing import Any, Iterator, Tuple

import numpy as np

from .arrays import parts
from .edge_rules import ELEMENT, INTERNAL, PROPERTY, SHORTCUT
from .edge_tables import NO_NAME, Tables
from .errors import Error
from .maps import Map
from .properties import MAX_INDEX
from .snapshot_edges import GET, SET, Edges, hole_of, of_class, spread, with_store

Array = Any  # numpy.ndarray

_NODES = 1 << 14  # nodes that are looked at at once: the arrays of their edges fit into a processor's cache
_PROPERTIES, _ELEMENTS = ("JSReceiver", "properties_or_hash"), ("JSObject", "elements")


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
    of_kind = np.array([shape.prototype for shape in shapes], np.int32)
    for nodes in _some(mine["object"]):
        prototypes = of_kind.take(graph.kinds.take(nodes))
        known = prototypes >= 0
        more.add(nodes[known], PROPERTY, tables.word("__proto__"), prototypes[known])
    if tables.layout.has("snapshot", "contexts_at_root"):
        _global_proxies(tables, edges)
    _function_prototypes(tables, edges)
    _bound_arguments(tables, edges)
    _accessors(tables, edges)


def _some(nodes: Array) -> Iterator[Array]:
    """Nodes, as many at a time as can be looked at together."""
    return (nodes[part] for part in parts(len(nodes), _NODES))


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
    for some in _some(nodes):
        owners, through = spread(tables, *with_store(tables, some, *_PROPERTIES))
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
    names = np.array([_is_name(tables, number) for number in range(len(graph.maps))])
    computed = of_class(tables, "AccessorInfo")  # by C++ code: V8 shows no reference
    for some in _some(nodes):
        owners, through = spread(tables, *with_store(tables, some, *_PROPERTIES))
        place = (graph.slots.take(through) - start) >> 3
        values = np.nonzero((place >= 0) & (place % 3 == 1) & (through > 0))[0]
        owners, through = owners[values], through[values]
        keyed = graph.slots.take(through - 1) == graph.slots.take(through) - 8
        keys = graph.targets.take(through - 1)
        keyed &= names.take(graph.kinds.take(keys))
        keyed &= ~computed.take(graph.kinds.take(graph.targets.take(through)))
        edges.more.add(owners[keyed], PROPERTY, ~keys[keyed], graph.targets.take(through[keyed]))


def _globals(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Global variables: the dictionary has cells, which know name and value."""
    graph, layout = tables.graph, tables.layout
    cells = of_class(tables, "PropertyCell")
    computed = of_class(tables, "AccessorInfo")
    owners, through = spread(tables, *with_store(tables, nodes, *_PROPERTIES))
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


def _is_name(tables: Tables, number: int) -> bool:
    return tables.shape(number).type_name.endswith(("STRING_TYPE", "SYMBOL_TYPE"))


def _elements(tables: Tables, edges: Edges, nodes: Array) -> None:
    graph, data = tables.graph, tables.layout.offset("FixedArray", "data")
    hole = hole_of(tables)
    for some in _some(nodes):
        owners, through = spread(tables, *with_store(tables, some, *_ELEMENTS))
        slots, targets = graph.slots.take(through), graph.targets.take(through)
        wanted = (slots >= data) & (targets != hole)
        edges.more.add(owners[wanted], ELEMENT, (slots[wanted] - data) >> 3, targets[wanted])


def _sparse(tables: Tables, edges: Edges, nodes: Array) -> None:
    """Elements in a NumberDictionary, whose keys are Smis: they are no edges, the memory has them."""
    graph, layout = tables.graph, tables.layout
    start = layout.offset("HashTable", "elements") + 8 * layout.constant("NumberDictionary", "prefix_size")
    nodes, stores = with_store(tables, nodes, *_ELEMENTS)
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
    found = []
    for nodes in _some(graph.of_kinds(of_class(tables, cls))):
        sources, here = spread(tables, nodes, nodes)
        good = (edges.names.take(here) == tables.word(name)) & (edges.kinds.take(here) == INTERNAL)
        found.append((sources[good], here[good]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])


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
    pairs = of_class(tables, "AccessorPair")
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

