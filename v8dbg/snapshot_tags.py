"""Names that objects without a name of their own get from what refers to them (TagObject). Needs numpy.

src/profiler/heap-snapshot-generator.cc. The first that names an object wins; where the type of node is told too, the
last does.
"""

from __future__ import annotations

from typing import Any, Dict, Tuple

import numpy as np

from .edge_rules import INTERNAL
from .edge_tables import Tables
from .errors import Error
from .objects import HeapObject
from .reach import edges_of
from .shared import SharedFunctionInfo
from .snapshot_edges import Edges, of_class, spread
from .snapshot_nodes import Nodes
from .snapshot_strings import Strings

Array = Any  # numpy.ndarray

_POOL_DEPTH = 3  # RecursivelyTagConstantPool
_POOLED = ("FIXED_ARRAY_TYPE", "TRUSTED_FIXED_ARRAY_TYPE", "NAME_DICTIONARY_TYPE", "NUMBER_DICTIONARY_TYPE")
_LITERALS = (
    "BYTE_ARRAY_TYPE", "WEAK_FIXED_ARRAY_TYPE", "TRUSTED_BYTE_ARRAY_TYPE", "TRUSTED_WEAK_FIXED_ARRAY_TYPE",
    "DEOPTIMIZATION_LITERAL_ARRAY_TYPE",
)
_FEEDBACK = ("FIXED_ARRAY_TYPE", "WEAK_FIXED_ARRAY_TYPE")


def apply_tags(tables: Tables, nodes: Nodes, edges: Edges, strings: Strings, builtins: Dict[int, str]) -> None:
    """Names and types of what is tagged; `builtins` has the names of V8's own code."""
    for node, name in builtins.items():
        if nodes.names[node] == strings.add(""):
            nodes.names[node] = strings.add(f"({name} builtin code)")
    _code(tables, nodes, edges, strings)
    typed = tables.layout.has("snapshot", "typed_tags")
    if edges.tags:
        targets = np.concatenate([each for each, _ in edges.tags])
        tags = np.concatenate([each for _, each in edges.tags])
        names = np.array([strings.add(name) for name, _ in tables.tags], np.int32).take(tags)
        kinds = np.array([nodes.type_numbers.get(kind, -1) for _, kind in tables.tags], np.int32).take(tags)
        unnamed = nodes.names.take(targets) == strings.add("")
        unnamed &= nodes.types.take(targets) != nodes.type_numbers["string"]
        nodes.names[targets[unnamed][::-1]] = names[unnamed][::-1]
        functions = of_class(tables, "SharedFunctionInfo") & tables.layout.has("snapshot", "tags_functions")
        shared = tables.graph.of_kinds(functions)
        nodes.names[shared[nodes.names.take(shared) == strings.add("")]] = strings.add("(shared function info)")
        if typed:
            nodes.types[targets[kinds >= 0]] = kinds[kinds >= 0]
    if typed:
        _constant_pools(tables, nodes, edges, strings)
        vectors, scopes = (tables.graph.of_kinds(of_class(tables, each)) for each in ("FeedbackVector", "ScopeInfo"))
        _targets(tables, nodes, strings, vectors, _FEEDBACK, "(feedback)")
        _targets(tables, nodes, strings, scopes, ("NAME_TO_INDEX_HASH_TABLE_TYPE",), "(context local names)")
        _targets(tables, nodes, strings, _deoptimization_data(tables, edges), _LITERALS, "(code deopt data)")


def _constant_pools(tables: Tables, nodes: Nodes, edges: Edges, strings: Strings) -> None:
    graph, pool = tables.graph, strings.add("(constant pool)")
    number = {name: at for at, (name, _) in enumerate(tables.tags)}.get("(constant pool)")
    parts = [each[tags == number] for each, tags in edges.tags]
    found = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int32)
    pooled = _of_types(tables, _POOLED)
    trusted = _of_types(tables, ("TRUSTED_FIXED_ARRAY_TYPE",))
    arrays = _of_types(tables, _POOLED[:2])
    for depth in range(_POOL_DEPTH):
        found = found[pooled.take(graph.kinds.take(found))]
        unnamed = (nodes.names.take(found) == strings.add("")) | trusted.take(graph.kinds.take(found))
        nodes.names[found[unnamed]] = pool
        nodes.types[found] = nodes.type_numbers["code"]
        found = found[arrays.take(graph.kinds.take(found))]
        if depth + 1 < _POOL_DEPTH:
            _, through = spread(tables, found, found)
            through = through[(graph.slots.take(through) > 0) & (graph.strengths.take(through) == 0)]
            found = np.unique(graph.targets.take(through))


def _code(tables: Tables, nodes: Nodes, edges: Edges, strings: Strings) -> None:
    """Code is called by the function that it is of."""
    graph = tables.graph
    words = [tables.word(name) for name in ("function_data", "trusted_function_data")]
    nodes_ = graph.of_kinds(of_class(tables, "SharedFunctionInfo"))
    here = edges_of(graph, nodes_)
    here = here[np.isin(edges.names.take(here), words) & (edges.kinds.take(here) == INTERNAL)]
    here = here[of_class(tables, "Code").take(graph.kinds.take(graph.targets.take(here)))]
    texts = list(strings.numbers) if len(here) else []
    for edge in here.tolist():
        name, code = texts[nodes.names[graph.source(edge)]], int(graph.targets[edge])
        if nodes.names[code] != strings.add(""):
            continue
        name = name or _debug_name(graph.view(graph.source(edge)))
        nodes.names[code] = strings.add(f"(code for {name})" if name else "(BASELINE code)")
        stream = tables.word("instruction_stream")
        for each in graph.edges(code):
            if edges.names[each] == stream and edges.kinds[each] == INTERNAL:
                text = f"(instruction stream for {name})" if name else "(BASELINE instruction stream)"
                nodes.names[graph.targets[each]] = strings.add(text)


def _debug_name(shared: HeapObject) -> str:
    try:
        return shared.debug_name if isinstance(shared, SharedFunctionInfo) else ""
    except Error:
        return ""


def _deoptimization_data(tables: Tables, edges: Edges) -> Array:
    """What optimized code has in the field in which Sparkplug's has its bytecode: an array, whatever its class."""
    graph = tables.graph
    here = edges_of(graph, graph.of_kinds(of_class(tables, "Code")))
    here = here[(edges.names.take(here) == tables.word("deoptimization_data")) & (edges.kinds.take(here) == INTERNAL)]
    found = np.unique(graph.targets.take(here))
    bytecode = of_class(tables, "BytecodeArray") | of_class(tables, "InterpreterData")
    return found[~bytecode.take(graph.kinds.take(found))]


def _targets(
    tables: Tables, nodes: Nodes, strings: Strings, holders: Array, wanted: Tuple[str, ...], name: str
) -> None:
    """Objects of some types that the holders refer to belong to code; empty ones, which all share, do not."""
    graph = tables.graph
    _, through = spread(tables, holders, holders)
    through = through[(graph.slots.take(through) > 0) & (graph.strengths.take(through) == 0)]
    found = np.unique(graph.targets.take(through))
    found = found[_of_types(tables, wanted).take(graph.kinds.take(found)) & ~nodes.read_only.take(found)]
    nodes.types[found] = nodes.type_numbers["code"]
    nodes.names[found[nodes.names.take(found) == strings.add("")]] = strings.add(name)


def _of_types(tables: Tables, wanted: Tuple[str, ...]) -> Array:
    return np.array([tables.shape(number).type_name in wanted for number in range(len(tables.graph.maps))], bool)
