"""What a reference is called, one at a time, by the tables of classes and the object's shape."""

from __future__ import annotations

from typing import NamedTuple, Optional

from .errors import Error
from .graph import WEAK, Graph
from .maps import map_of
from .object_parts import fields_of_shape, part_at
from .objects import HeapObject, is_smi, smi
from .strings import String, Symbol, text

_PARTS = {"field": "internal", "property": "property", "variable": "context", "element": "hidden", "slot": "hidden"}
_MAX_INDEX = (1 << 32) - 2


class EdgeName(NamedTuple):
    """The type of a reference, as in V8's heap snapshots, and its name."""

    kind: str
    name: str


def name(graph: Graph, edge: int) -> EdgeName:
    """What a reference is called."""
    slot = int(graph.slots[edge])
    try:
        part, _, rest = part_at(graph.view(graph.source(edge)), slot).partition(" ")
    except Error:
        part, rest = "", ""
    kind = _PARTS.get(part, "hidden")
    if int(graph.strengths[edge]) == WEAK:
        kind = "weak"
    if rest.startswith("[Symbol("):
        rest = f"<symbol {rest[len('[Symbol(') : -2]}>"
    return EdgeName(kind, rest if part in _PARTS and rest else str(slot // 8))


def owned(graph: Graph, owner: int, edge: int) -> Optional[EdgeName]:
    """What an object calls what its properties or elements store refers to; None of what is no property."""
    view, store, slot = graph.view(owner), graph.view(graph.source(edge)), int(graph.slots[edge])
    layout = graph.heap.session.layout
    fields = [int(graph.slots[each]) for each in graph.edges(owner) if graph.targets[each] == graph.source(edge)]
    if layout.offset("JSReceiver", "properties_or_hash") in fields[:1]:
        if store.type_name == "PROPERTY_ARRAY_TYPE":
            return _outside(graph, view, slot)
        key = _key_in(graph, store, slot, "NameDictionary")
        return None if key is None or is_smi(key) else EdgeName("property", key_name(graph, key))
    if layout.offset("JSObject", "elements") in fields[:1]:
        if store.type_name == "FIXED_ARRAY_TYPE":
            index = (slot - layout.offset("FixedArray", "data")) // 8
            return EdgeName("element", str(index)) if index >= 0 else None
        key = _key_in(graph, store, slot, "NumberDictionary")
        if key is not None and is_smi(key) and 0 <= smi(key) <= _MAX_INDEX:
            return EdgeName("element", str(smi(key)))
    return None


def _outside(graph: Graph, view: HeapObject, slot: int) -> Optional[EdgeName]:
    """A property in the property array of an object."""
    shape = map_of(view)
    inside = shape.instance_size_in_words - shape.inobject_properties_start_or_constructor_function_index
    number = (slot - graph.heap.session.layout.offset("PropertyArray", "header_size")) // 8 + inside
    for key, index in fields_of_shape(shape):
        if index == number:
            return EdgeName("property", key_name(graph, key))
    return None


def _key_in(graph: Graph, table: HeapObject, slot: int, cls: str) -> Optional[int]:
    """The tagged word of the key whose value is at an offset in a dictionary."""
    layout = graph.heap.session.layout
    if not table.type_name.endswith("DICTIONARY_TYPE") and table.type_name != "HASH_TABLE_TYPE":
        return None
    start = layout.offset("HashTable", "elements") + 8 * layout.constant(cls, "prefix_size")
    if slot < start or (slot - start) // 8 % 3 != 1:
        return None
    return graph.heap.session.process.u64(table.start + slot - 8)


def key_name(graph: Graph, key: int) -> str:
    """A property's key: a name, <symbol description>, a private name."""
    view = graph.heap.session.value(key)
    if isinstance(view, Symbol):
        described = view.name
        words = text(described) if isinstance(described, String) else ""
        return words if view.is_private_name else f"<symbol {words}>"
    return text(view) if isinstance(view, String) else str(view)
