"""What V8's heap snapshots call each object: its type of node and its name. Needs numpy.

src/profiler/heap-snapshot-generator.cc: V8HeapExplorer::AddEntry, GetSystemEntryName, GetSystemEntryType.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np

from . import limits
from .arrays import take
from .classes import class_of_type, is_a
from .edge_tables import Tables
from .errors import Error
from .graph import Graph, read_only
from .heap import Heap
from .makers import Made, Makers
from .maps import Map
from .objects import HEAP_TAG, HeapObject
from .reach import edges_of
from .scopes import ScopeInfo
from .shared import SharedFunctionInfo
from .snapshot_strings import UNREADABLE, Strings, number_strings, words_at
from .strings import ExternalString, String, Symbol, external_data, text

Array = Any  # numpy.ndarray

# How the name of a node follows from its object
CONSTANT, CHARACTERS, CLOSURE, OWN = range(4)


@dataclass
class Nodes:
    """What is written of each node of the graph: parallel arrays."""

    types: Array  # numbers of node types
    names: Array  # numbers of strings
    sizes: Array
    type_numbers: Dict[str, int]
    read_only: Array
    makers: List[Made]  # of each map: what made its objects
    positions: Dict[int, int] = field(default_factory=dict)  # SharedFunctionInfo: where its source begins
    string_of: Dict[int, int] = field(default_factory=dict)  # symbols as keys: node -> number of a string


def describe(tables: Tables, strings: Strings, shared_of: Array, limit: int) -> Nodes:
    """Type, name and size of every node. `shared_of` has the SharedFunctionInfo of each closure, by nodes."""
    graph, layout = tables.graph, tables.layout
    type_numbers = {name: number for number, name in enumerate(layout.names("snapshot.node_types"))}
    kinds: List[Tuple[int, int, int]] = []
    makers, made = Makers(), []
    for number in range(len(graph.maps)):
        is_object = is_a(layout, tables.shape(number).cls, "JSObject")
        nodes = graph.of_kind(number)
        made.append(_maker(tables, makers, int(nodes[0])) if is_object and len(nodes) else (None, "Object"))
        type_name, how, name = _of_kind(tables, number, made[-1][1])
        kinds.append((type_numbers.get(type_name, 0), how, strings.add(name)))
    table = np.array(kinds, np.int32).reshape(-1, 3)
    types: Array = take(table[:, 0].astype(np.uint8), graph.kinds)
    names: Array = take(table[:, 2], graph.kinds)
    plain, own, closures = (graph.of_kinds(table[:, 1] == how) for how in (CHARACTERS, OWN, CLOSURE))
    names[plain] = number_strings(graph, plain, limit, strings)
    found = Nodes(types, names, graph.sizes.copy(), type_numbers, read_only(graph), made)
    _tagged(tables, makers, strings, found)
    _own_names(tables, strings, own, limit, found)
    shared = shared_of.take(closures)
    names[closures] = np.where(shared >= 0, names.take(shared, mode="wrap"), 0)
    for nodes, outside in external_characters(graph):
        found.sizes[nodes] += outside
    _read_only(tables, found)
    return found


def external_characters(graph: Graph) -> Iterator[Tuple[Array, Array]]:
    """(nodes of external strings, bytes of their characters), which V8 13.6 and later count with them."""
    session = graph.heap.session
    layout = session.layout
    if not layout.has("snapshot", "external_characters"):
        return
    for number, word in enumerate(graph.maps):
        kind = session.instance_type(word)
        if class_of_type(session, layout.type_name(kind)) == "ExternalString":
            width = 1 if layout.bits("String.type", "one_byte").of(kind) else 2
            nodes = graph.of_kind(number)
            lengths = words_at(graph, nodes, layout.offset("String", "length"), np.uint32)
            found = width * np.where(lengths <= limits.MAX_STRING, lengths, 0).astype(np.int64)
            for at in np.flatnonzero(found >= limits.LARGE_MEMORY).tolist():
                if not _may_be(ExternalString(session, int(graph.addresses[nodes[at]]) | HEAP_TAG), int(found[at])):
                    found[at] = 0
            yield nodes, found


def _may_be(view: ExternalString, size: int) -> bool:
    """Can so many bytes of characters lie where the string says?"""
    try:
        return view.session.process.may_hold(external_data(view), size)
    except Error:
        return False


def _of_kind(tables: Tables, number: int, maker: str) -> Tuple[str, int, str]:
    """(type of node, how it is named, name) of the objects of a map."""
    layout, shape = tables.layout, tables.shape(number)
    cls, type_name = shape.cls, shape.type_name

    def one(base: str) -> bool:
        return is_a(layout, cls, base)

    if one("JSObject"):
        if one("JSFunction"):
            return "closure", CLOSURE, ""
        if one("JSBoundFunction"):
            return "closure", CONSTANT, "native_bind"
        if one("JSRegExp"):
            return "regexp", OWN, ""
        return "object", CONSTANT, maker + _which_global(tables, type_name)
    if type_name.endswith("STRING_TYPE"):
        if cls == "ConsString":
            return "concatenated string", CONSTANT, "(concatenated string)"
        if cls == "SlicedString":
            return "sliced string", CONSTANT, "(sliced string)"
        return "string", CHARACTERS, ""
    if type_name in ("SYMBOL_TYPE", "SHARED_FUNCTION_INFO_TYPE", "SCRIPT_TYPE"):
        return {"SYMBOL_TYPE": "symbol"}.get(type_name, "code"), OWN, ""
    if one("BigIntBase"):
        return "bigint", CONSTANT, "bigint"
    if cls in ("Code", "InstructionStream"):
        return "code", CONSTANT, ""
    if type_name == "NATIVE_CONTEXT_TYPE":
        return "hidden", CONSTANT, "system / NativeContext"
    if one("Context"):
        return "object", CONSTANT, "system / Context"
    if one("HeapNumber"):
        return "number", CONSTANT, layout.names("snapshot.number_name")[0]
    if type_name == "ODDBALL_TYPE" and layout.has("snapshot", "oddballs_by_name"):
        return "hidden", OWN, ""
    return _system(tables, cls, type_name)


def _which_global(tables: Tables, type_name: str) -> str:
    """What V8 14.6 says behind the name of a global object."""
    if not tables.layout.has("snapshot", "contexts_at_root"):
        return ""
    return {"JS_GLOBAL_OBJECT_TYPE": " (global*)", "JS_GLOBAL_PROXY_TYPE": " (global)"}.get(type_name, "")


def _system(tables: Tables, cls: str, type_name: str) -> Tuple[str, int, str]:
    """What belongs to V8 itself."""
    layout = tables.layout

    def any_of(group: str) -> bool:
        return any(is_a(layout, cls, base) for base in layout.names(f"snapshot.{group}"))

    is_array = any_of("array_classes")
    if cls == "Map":
        name = "system / Map"
    elif is_array:
        name = ""
    else:
        named = any_of("named_classes") and not any_of("nameless_classes")
        name = f"system / {_torque_name(cls, type_name)}" if named else "system"
    if any_of("code_classes"):
        return "code", CONSTANT, name
    if is_array:
        return "array", CONSTANT, name
    if cls == "Map":
        return "object shape" if any_of("shape_classes") else "hidden", OWN, name
    return "object shape" if any_of("shape_classes") else "hidden", CONSTANT, name


def _torque_name(cls: str, type_name: str) -> str:
    """The name that V8 makes of an instance type."""
    plain = type_name[: -len("_TYPE")] if type_name.endswith("_TYPE") else type_name
    if cls.lower() == plain.replace("_", "").lower():
        return cls
    return "".join(part.capitalize() for part in plain.split("_"))


def _maker(tables: Tables, makers: Makers, example: int) -> Made:
    try:
        return makers.of(tables.graph.view(example), alone=False)
    except Error:
        return None, "Object"


def _tagged(tables: Tables, makers: Makers, strings: Strings, into: Nodes) -> None:
    """Objects with a toStringTag in a dictionary of their own: others of their map have other names."""
    graph = tables.graph
    for symbol in _tag_symbols(graph):
        stores = np.zeros(len(graph), bool)
        stores[np.searchsorted(graph.first, np.nonzero(graph.targets == symbol)[0], side="right") - 1] = True
        slot = tables.layout.offset("JSReceiver", "properties_or_hash")
        shapes = [tables.shape(number) for number in range(len(graph.maps))]
        own = np.array([shape.dictionary and is_a(tables.layout, shape.cls, "JSObject") for shape in shapes], bool)
        nodes = graph.of_kinds(own)
        edges = edges_of(graph, nodes)
        edges = edges[(graph.slots.take(edges) == slot) & stores.take(graph.targets.take(edges))]
        for edge in edges.tolist():
            node = graph.source(edge)
            try:
                into.names[node] = strings.add(makers.of(graph.view(node))[1])
            except Error:
                continue


def _tag_symbols(graph: Graph) -> List[int]:
    """The node of Symbol.toStringTag."""
    wanted = graph.heap.session.layout.type("SYMBOL_TYPE")
    symbols = np.array([graph.heap.session.instance_type(word) == wanted for word in graph.maps], bool)
    for node in graph.of_kinds(symbols).tolist():
        try:
            view = graph.view(node)
            name = view.name if isinstance(view, Symbol) and view.is_well_known else None
            if isinstance(name, String) and text(name, limits.MAX_NAME) == "Symbol.toStringTag":
                return [node]
        except Error:
            continue
    return []


def _own_names(tables: Tables, strings: Strings, nodes: Array, limit: int, into: Nodes) -> None:
    """Names of objects that are not the same for all of a map: functions, scripts, symbols, regular expressions."""
    graph = tables.graph
    for node in nodes.tolist():
        name, type_name = UNREADABLE, ""
        try:
            view = graph.view(node)
            if isinstance(view, SharedFunctionInfo):
                name, start = _function(view)
                if start is not None:
                    into.positions[node] = start
            else:
                name, type_name = _own_name(view, limit)
        except Error:
            pass
        into.names[node] = strings.add(name)
        if type_name:
            into.types[node] = into.type_numbers[type_name]


def _function(view: SharedFunctionInfo) -> Tuple[str, Optional[int]]:
    """(name, where its source begins): SharedFunctionInfo::Name and StartPosition."""
    found = view.name_or_scope_info
    positions = None
    if isinstance(found, ScopeInfo) and not found.is_nothing:
        name, positions = found.function_name, found.positions
    else:
        name = text(found, limits.MAX_NAME) if isinstance(found, String) else ""
    if positions is None:
        positions = view.positions
    return name, None if positions is None else positions[0]


def _own_name(view: HeapObject, limit: int) -> Tuple[str, str]:
    """(name, type of node where it is not that of its map)."""
    layout = view.session.layout
    if isinstance(view, Symbol):
        return ("private symbol", "hidden") if view.is_private else ("symbol", "")
    if isinstance(view, Map):
        described = view.described_type
        if described.endswith("STRING_TYPE"):
            return f"system / Map ({_torque_name('', described)})", ""
        return "system / Map", ""
    if view.type_name == "ODDBALL_TYPE":
        name = view.session.value(view.word(layout.offset("Oddball", "to_string")))
    elif view.type_name == "SCRIPT_TYPE":
        name = view.session.value(view.word(layout.offset("Script", "name")))
    else:
        name = view.session.value(view.word(layout.offset("JSRegExp", "source")))
    return (text(name, limit or None) if isinstance(name, String) else ""), ""


def key_strings(graph: Graph, nodes: Array, strings: Strings, into: Nodes) -> None:
    """What symbols among these nodes are called as keys of properties (StringsStorage::GetName)."""
    by_name = graph.heap.session.layout.has("snapshot", "symbols_by_name")
    kinds = [number for number, word in enumerate(graph.maps) if _is_symbol(graph.heap, word)]
    for node in nodes[np.isin(graph.kinds.take(nodes), kinds)].tolist():
        words = "<symbol>"
        try:
            view = graph.view(node)
            described = view.name if isinstance(view, Symbol) else None
            if isinstance(described, String) and isinstance(view, Symbol) and by_name:
                words = text(described, limits.MAX_NAME)
                words = words if view.is_private_name else f"<symbol {words}>"
        except Error:
            pass
        into.string_of[node] = strings.add(words)


def _is_symbol(heap: Heap, map_word: int) -> bool:
    session = heap.session
    return session.readable_instance_type(map_word) == session.layout.type("SYMBOL_TYPE")


def _read_only(tables: Tables, into: Nodes) -> None:
    """Sizes and types of what lies in the read-only space."""
    layout, graph = tables.layout, tables.graph
    flags = into.read_only
    if layout.has("snapshot", "read_only_is_nothing"):
        into.sizes[flags] = 0
    shape = into.type_numbers.get("object shape")
    if shape is not None:
        maps = np.array([tables.shape(number).cls == "Map" for number in range(len(graph.maps))])
        nodes = graph.of_kinds(maps)
        into.types[nodes[flags.take(nodes)]] = into.type_numbers["hidden"]
