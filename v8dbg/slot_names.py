"""What a person calls a reference: as V8's heap snapshots do (edge_names), and by its field where they only number it.

V8 shows no properties of some objects, such as an ArrayBuffer, and until V8 9 no names of symbols: they are named here.
"""

from __future__ import annotations

from typing import Optional

from . import edge_names
from .edge_names import EdgeName
from .errors import Error
from .graph import Graph
from .maps import map_of
from .object_parts import fields_of_shape, part_at
from .objects import HeapObject
from .strings import String, Symbol, text

_UNNAMED = "<symbol>"


def name(graph: Graph, edge: int) -> EdgeName:
    """What a reference is called."""
    found = edge_names.name(graph, edge)
    if not found.name.isdigit() and found.name != _UNNAMED or found.kind == "element":
        return found
    try:
        part, _, rest = part_at(graph.view(graph.source(edge)), int(graph.slots[edge])).partition(" ")
    except Error:
        return found
    if part == "property" and rest:
        if rest.startswith("[Symbol("):
            rest = f"<symbol {rest[len('[Symbol(') : -2]}>"
        return EdgeName("property", rest)
    return EdgeName(found.kind, rest) if part == "field" and rest else found


def owned(graph: Graph, owner: int, edge: int) -> Optional[EdgeName]:
    """What an object calls what its properties or elements store refers to; None of what is no property."""
    found = edge_names.owned(graph, owner, edge)
    if found is not None and found.name != _UNNAMED:
        return found
    view, store, slot = graph.view(owner), graph.view(graph.source(edge)), int(graph.slots[edge])
    if store.type_name == "PROPERTY_ARRAY_TYPE":
        return _outside(graph, view, slot) or found
    if found is not None:  # in a dictionary: the key lies before the value
        return EdgeName("property", key_name(graph, graph.heap.session.process.u64(store.start + slot - 8)))
    return None


def _outside(graph: Graph, view: HeapObject, slot: int) -> Optional[EdgeName]:
    """A property in the property array of an object."""
    if not view.type_name.startswith("JS_"):
        return None
    shape = map_of(view)
    inside = shape.instance_size_in_words - shape.inobject_properties_start_or_constructor_function_index
    number = (slot - graph.heap.session.layout.offset("PropertyArray", "header_size")) // 8 + inside
    for key, index in fields_of_shape(shape):
        if index == number:
            return EdgeName("property", key_name(graph, key))
    return None


def key_name(graph: Graph, key: int) -> str:
    """A property's key: a name, <symbol description>, a private name."""
    view = graph.heap.session.value(key)
    if isinstance(view, Symbol):
        described = view.name
        words = text(described) if isinstance(described, String) else ""
        return words if view.is_private_name else f"<symbol {words}>"
    return text(view) if isinstance(view, String) else str(view)
