"""Names of references, as V8's own heap snapshots and so Chrome DevTools give them. Needs numpy.

src/profiler/heap-snapshot-generator.cc. A context slot is called by its variable, a field by V8's name of it, a
property by its key, an element of an array by its number; the rest is hidden, with a number. Properties that an object
keeps in an array of its own are edges of that array in the graph: `owned` gives them the name that they have in the
object.
"""

from __future__ import annotations

from typing import Dict, NamedTuple, Optional, Tuple

from .edge_rules import BY_TARGET, EDGE_TYPES, ELEMENT, HIDDEN, INTERNAL, LEFT_OUT, PROPERTY, WEAK
from .edge_tables import NO_NAME, NUMBER, Shape, Tables, rule_by_target
from .errors import Error
from .graph import Graph
from .limits import MAX_NAME
from .objects import is_smi, smi
from .properties import MAX_INDEX
from .session import PerSession
from .strings import String, Symbol, text

_TABLES: PerSession[Dict[int, Tuple[Graph, Tables]]] = PerSession()


class EdgeName(NamedTuple):
    """The type of a reference (one of EDGE_TYPES) and its name; an index where its type is element or hidden."""

    kind: str
    name: str


def tables_of(graph: Graph) -> Tables:
    """The tables of a graph, made once."""
    known = _TABLES.setdefault(graph.heap.session, {})
    found = known.get(graph.heap.address)
    if found is None or found[0] is not graph:
        found = known[graph.heap.address] = graph, Tables(graph)
    return found[1]


def name(graph: Graph, edge: int) -> EdgeName:
    """What a reference is called."""
    tables = tables_of(graph)
    source = graph.source(edge)
    shape = _shape(tables, source)
    slot, target = int(graph.slots[edge]), int(graph.targets[edge])
    kind, code, _ = shape.slots.get(slot >> 3, (HIDDEN, NO_NAME, 0))
    if code == NO_NAME and 0 <= shape.numbered <= slot:
        kind, code = INTERNAL, NUMBER + ((slot - shape.numbered) >> 3)
    if kind in BY_TARGET:
        rule = rule_by_target(tables, kind, int(graph.kinds[target]))
        kind, code = rule.kind, tables.word(rule.name)
    if graph.strengths[edge]:
        kind = WEAK
    if kind in (HIDDEN, LEFT_OUT) or code == NO_NAME:
        return EdgeName(EDGE_TYPES[WEAK if kind == WEAK else HIDDEN], str(slot // 8))
    return EdgeName(EDGE_TYPES[kind], name_text(tables, code))


def owned(graph: Graph, owner: int, edge: int) -> Optional[EdgeName]:
    """What the object `owner` calls what its properties or elements store refers to; None of what is no property."""
    tables = tables_of(graph)
    shape = _shape(tables, owner)
    if not shape.is_object:
        return None
    store, slot = graph.source(edge), int(graph.slots[edge])
    layout = tables.layout
    place = next((int(graph.slots[each]) for each in graph.edges(owner) if graph.targets[each] == store), -1)
    if place == layout.offset("JSReceiver", "properties_or_hash"):
        if not shape.dictionary:
            word = (slot - layout.offset("PropertyArray", "header_size")) >> 3
            code = shape.outside.get(word)
            return None if code is None else EdgeName(EDGE_TYPES[PROPERTY], name_text(tables, code))
        key = _key_in(tables, store, slot, "NameDictionary")
        if key is None or is_smi(key):
            return None
        return EdgeName(EDGE_TYPES[PROPERTY], key_name(tables, graph.node(key)))
    if place == layout.offset("JSObject", "elements"):
        if shape.elements == "objects" and slot >= layout.offset("FixedArray", "data"):
            return EdgeName(EDGE_TYPES[ELEMENT], str((slot - layout.offset("FixedArray", "data")) >> 3))
        key = _key_in(tables, store, slot, "NumberDictionary") if shape.elements == "dictionary" else None
        if key is not None and is_smi(key) and 0 <= smi(key) <= MAX_INDEX:
            return EdgeName(EDGE_TYPES[ELEMENT], str(smi(key)))
    return None


def name_text(tables: Tables, code: int) -> str:
    """The text of a name of the tables."""
    if code < 0:
        return key_name(tables, ~code)
    return str(code - NUMBER) if code >= NUMBER else tables.words[code]


def key_name(tables: Tables, node: int) -> str:
    """A property's key, as V8 writes it: StringsStorage::GetName."""
    try:
        view = tables.graph.view(node)
        if isinstance(view, Symbol):
            described = view.name
            by_name = tables.layout.has("snapshot", "symbols_by_name")
            if not isinstance(described, String) or not by_name:
                return "<symbol>"
            words = text(described, MAX_NAME)
            return words if view.is_private_name else f"<symbol {words}>"
        return text(view, MAX_NAME)
    except Error:
        return "?"


def _key_in(tables: Tables, table: int, slot: int, cls: str) -> Optional[int]:
    """The tagged word of the key whose value is at an offset in a hash table."""
    start = tables.layout.offset("HashTable", "elements") + 8 * tables.layout.constant(cls, "prefix_size")
    if slot < start or (slot - start) // 8 % 3 != 1:
        return None
    return tables.session.process.u64(int(tables.graph.addresses[table]) + slot - 8)


def _shape(tables: Tables, node: int) -> Shape:
    graph = tables.graph
    shape = tables.shape(int(graph.kinds[node]))
    if shape.cls == "Context" and shape.type_name != "NATIVE_CONTEXT_TYPE":
        offset = tables.layout.offset("Context", "elements")
        for edge in graph.edges(node):
            if graph.slots[edge] == offset:
                return tables.shape(tables.scope_shape(node, int(graph.targets[edge])))
    return shape
