"""A reference as a program sees it: objects keep properties, elements and entries in stores of their own. Needs numpy.

The graph has an edge from an object to its store and one from there to the value. Together they are one step, which has
the name that the value has in the object. What V8 keeps for itself has V8's names.
"""

from __future__ import annotations

from typing import Iterator, List, NamedTuple, Optional, Sequence, Tuple

from . import slot_names
from .brief import brief
from .edge_names import EdgeName
from .errors import Error
from .functions import JSFunction
from .graph import EPHEMERON, STRONG, Graph
from .objects import HEAP_TAG, HeapObject
from .primitives import PropertyCell
from .slot_names import key_name

_ARRAYS = {  # what lies in an array of an object's own: class, its field, what an element is called, of what kind
    ("JSBoundFunction", "bound_arguments"): ("bound argument", "argument"),
    ("JSGeneratorObject", "parameters_and_registers"): ("register", "register"),
}
_HAVE_ARRAYS = {  # the types of these classes
    "JSBoundFunction": ("JS_BOUND_FUNCTION_TYPE",),
    "JSGeneratorObject": (
        "JS_GENERATOR_OBJECT_TYPE", "JS_ASYNC_FUNCTION_OBJECT_TYPE", "JS_ASYNC_GENERATOR_OBJECT_TYPE",
    ),
}
_ORDERED = {"ORDERED_HASH_MAP_TYPE": "OrderedHashMap", "ORDERED_HASH_SET_TYPE": "OrderedHashSet"}
_KEY_WIDTH = 30  # characters of a key in a name, about


class Step(NamedTuple):
    """From an object to one that it holds. `kind`: property, element, context, internal, hidden, weak as in V8's heap
    snapshots; entry: of a Map, Set, WeakMap or WeakSet; argument and register: bound ones, and what a suspended
    function keeps."""

    owner: int  # node
    target: int  # node
    kind: str
    name: str
    edges: Tuple[int, ...]  # of the graph, one after another
    strong: bool = True

    @property
    def text(self) -> str:
        """How the step is written: .name, [3], variable x, [[table]]."""
        if self.kind == "property":
            if self.name.startswith(("get ", "set ")):
                return self.name
            return f".{self.name}" if _is_word(self.name) else f"[{_quoted(self.name)}]"
        if self.kind == "element":
            return f"[{self.name}]"
        if self.kind == "context":
            return f"variable {self.name}"
        if self.kind == "internal":
            return f"[[{self.name}]]"
        if self.kind == "hidden":
            return f"slot {self.name}" if self.name.isdigit() else f"[[{self.name}]]"
        return self.name if self.kind != "weak" else f"weak [[{self.name}]]"


def _is_word(name: str) -> bool:
    return name.lstrip("#").isidentifier()


def _quoted(name: str) -> str:
    if name.startswith("<symbol "):
        return f"Symbol({name[8:-1]})"
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"


def steps(graph: Graph, start: int, edges: Sequence[int]) -> List[Step]:
    """A path of the graph, from a node along edges, in steps as a program sees them."""
    found: List[Step] = []
    node, number = start, 0
    while number < len(edges):
        step = None
        for count in (4, 3, 2):
            if number + count <= len(edges):
                step = together(graph, node, tuple(edges[number : number + count]))
            if step is not None:
                break
        step = step or one(graph, edges[number])
        found.append(step)
        node, number = step.target, number + len(step.edges)
    return found


def one(graph: Graph, edge: int) -> Step:
    """A single edge."""
    named = slot_names.name(graph, edge)
    target, strength = int(graph.targets[edge]), int(graph.strengths[edge])
    kind, name = named.kind, named.name
    if strength == EPHEMERON:
        kind, name = "entry", _weak_entry(graph, graph.source(edge), edge)
    return Step(graph.source(edge), target, kind, name, (edge,), strength in (STRONG, EPHEMERON))


def together(graph: Graph, owner: int, edges: Tuple[int, ...]) -> Optional[Step]:
    """Two or three edges from an object through its store; None where they are no such thing."""
    try:
        if len(edges) == 2:
            named = _stored(graph, owner, edges)
        else:
            named = _described(graph, edges) or (_global(graph, owner, edges) if len(edges) == 3 else None)
    except Error:
        return None
    if named is None:
        return None
    strong = all(int(graph.strengths[edge]) in (STRONG, EPHEMERON) for edge in edges)
    return Step(owner, int(graph.targets[edges[-1]]), named.kind, named.name, edges, strong)


def _described(graph: Graph, edges: Tuple[int, ...]) -> Optional[EdgeName]:
    """A property whose value, or whose pair of accessors, is in the descriptors of the object's map."""
    layout, store = graph.heap.session.layout, graph.view(int(graph.targets[edges[1]]))
    if int(graph.slots[edges[0]]) or not store.type_name.endswith("DESCRIPTOR_ARRAY_TYPE"):
        return None
    slot = int(graph.slots[edges[2]])
    first = layout.offset("DescriptorArray", "header_size")
    if slot < first or (slot - first) // 8 % 3 != 2:
        return None
    key = graph.heap.session.process.u64(store.start + slot - 16)
    name = key_name(graph, key)
    if len(edges) == 3:
        is_pair = graph.view(int(graph.targets[edges[2]])).type_name == "ACCESSOR_PAIR_TYPE"
        return None if is_pair else EdgeName("property", name)
    part = one(graph, edges[3]).name
    return EdgeName("property", f"{part[:3]} {name}") if part in ("getter", "setter") else None


def _global(graph: Graph, owner: int, edges: Tuple[int, ...]) -> Optional[EdgeName]:
    """A variable of a global object: its properties are cells in a table."""
    view, cell = graph.view(owner), graph.view(int(graph.targets[edges[1]]))
    if view.type_name != "JS_GLOBAL_OBJECT_TYPE" or not isinstance(cell, PropertyCell):
        return None
    if int(graph.slots[edges[2]]) != graph.heap.session.layout.offset("PropertyCell", "value"):
        return None
    return EdgeName("property", key_name(graph, cell.name.address))


def _stored(graph: Graph, owner: int, edges: Tuple[int, ...]) -> Optional[EdgeName]:
    owned = slot_names.owned(graph, owner, edges[1])
    if owned is not None and graph.source(edges[1]) == int(graph.targets[edges[0]]):
        return owned
    layout, slot = graph.heap.session.layout, int(graph.slots[edges[0]])
    view = graph.view(owner)
    store = graph.view(int(graph.targets[edges[0]]))
    if slot == layout.offset("JSCollection", "table") and view.type_name in ("JS_MAP_TYPE", "JS_SET_TYPE"):
        return _entry(graph, store, edges[1])
    if view.type_name in ("JS_WEAK_MAP_TYPE", "JS_WEAK_SET_TYPE") and int(graph.strengths[edges[1]]) == EPHEMERON:
        return EdgeName("entry", _weak_entry(graph, graph.source(edges[1]), edges[1]))
    for (cls, field), (called, kind) in _ARRAYS.items():
        if view.type_name in _HAVE_ARRAYS[cls] and layout.has(cls, field) and slot == layout.offset(cls, field):
            number = (int(graph.slots[edges[1]]) - layout.offset("FixedArray", "data")) // 8
            return EdgeName(kind, f"{called} {number}") if number >= 0 else None
    return None


def _entry(graph: Graph, table: HeapObject, edge: int) -> Optional[EdgeName]:
    """A key or value of a Map or Set, by its place in the table: src/objects/ordered-hash-table.h."""
    layout, process = graph.heap.session.layout, graph.heap.session.process
    kind = _ORDERED.get(table.type_name)
    if kind is None:
        return None
    buckets = table.word(layout.offset("OrderedHashTable", "number_of_buckets")) >> 32
    size = layout.constant(kind, "entry_size")
    at = int(graph.slots[edge]) - layout.offset("OrderedHashTable", "table") - 8 * buckets
    if at < 0:
        return None
    number, part = divmod(at // 8, size)
    if kind == "OrderedHashSet":
        return EdgeName("entry", f"entry {number}")
    if part == 0:
        return EdgeName("entry", f"key of entry {number}")
    key = process.u64(table.start + int(graph.slots[edge]) - 8)
    return EdgeName("entry", f"value of key {brief(graph.heap.session, key, _KEY_WIDTH)}")


def _weak_entry(graph: Graph, table: int, edge: int) -> str:
    """The value of a weak table: its key lies before it."""
    place = int(graph.addresses[table]) + int(graph.slots[edge]) - 8
    return f"value of weak key {brief(graph.heap.session, graph.heap.session.process.u64(place), _KEY_WIDTH)}"


# -- the other way ----------------------------------------------------------------------------

_STORES = (  # types of what belongs to one object
    "FIXED_ARRAY_TYPE", "PROPERTY_ARRAY_TYPE", "HASH_TABLE_TYPE", "ORDERED_HASH_MAP_TYPE", "ORDERED_HASH_SET_TYPE",
    "EPHEMERON_HASH_TABLE_TYPE",
)
_MOST = 64  # owners of one store that are told


def holders(graph: Graph, node: int) -> Iterator[Step]:
    """Who holds an object, each as the program sees it: the array for its store, the functions for their context."""
    for edge in graph.incoming(node).tolist():
        yield from holders_by(graph, edge)


def holders_by(graph: Graph, edge: int) -> List[Step]:
    """The same of one reference."""
    return _owners(graph, graph.source(edge), edge) or [one(graph, edge)]


def _owners(graph: Graph, source: int, edge: int) -> List[Step]:
    found: List[Step] = []
    try:
        view = graph.view(source)
    except Error:
        return found
    kind = view.type_name
    if isinstance(view, PropertyCell):
        for table in graph.incoming(source).tolist():
            for first in graph.incoming(graph.source(table)).tolist()[:_MOST]:
                step = together(graph, graph.source(first), (first, table, edge))
                found += [step] if step is not None else []
    elif kind in _STORES or kind.endswith("DICTIONARY_TYPE"):
        for first in graph.incoming(source).tolist()[:_MOST]:
            step = together(graph, graph.source(first), (first, edge))
            found += [step] if step is not None else []
    elif kind.endswith("_CONTEXT_TYPE") and kind != "NATIVE_CONTEXT_TYPE":
        variable = one(graph, edge)
        for first in graph.incoming(source).tolist() if variable.kind == "context" else ():
            owner = graph.source(first)
            if isinstance(graph.view(owner), JSFunction) and one(graph, first).name == "context":
                edges = (first, edge)
                found.append(Step(owner, variable.target, "context", variable.name, edges, variable.strong))
                if len(found) == _MOST:
                    break
    return found


def label(graph: Graph, node: int, width: int) -> str:
    """An object on one line."""
    return brief(graph.heap.session, int(graph.addresses[node]) | HEAP_TAG, width)
