"""Where in the source the functions of a heap are, and the constructors of its objects. Needs numpy.

src/profiler/heap-snapshot-generator.cc: V8HeapExplorer::ExtractLocation.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np

from . import scripts
from .classes import is_a
from .edge_tables import Tables
from .errors import Error
from .shared import SharedFunctionInfo
from .snapshot_nodes import Nodes

Array = Any  # numpy.ndarray
Place = Tuple[int, int, int]  # script's id, line and column from 0


def places(tables: Tables, nodes: Nodes, shared_of: Array) -> Array:
    """Rows of (node, script's id, line, column), by nodes."""
    graph = tables.graph
    known: Dict[int, Optional[Place]] = {}
    closures = np.nonzero(shared_of >= 0)[0]
    unique, back = np.unique(shared_of.take(closures), return_inverse=True)
    found = np.full((len(unique), 3), -1, np.int64)
    for row, node in enumerate(unique.tolist()):
        place = known[node] = _place(tables, nodes, node)
        if place is not None:
            found[row] = place
    rows = np.column_stack([closures, found[back]]) if len(closures) else np.zeros((0, 4), np.int64)
    of_kind = np.full((len(graph.maps), 3), -1, np.int64)
    for number in range(len(graph.maps)):
        if not any(is_a(tables.layout, tables.shape(number).cls, cls) for cls in ("JSFunction", "JSGeneratorObject")):
            place = _of_constructor(tables, nodes, number, known)
            if place is not None:
                of_kind[number] = place
    objects = np.nonzero(of_kind[graph.kinds, 0] >= 0)[0]
    makes = np.array([is_a(tables.layout, tables.shape(n).cls, "JSGeneratorObject") for n in range(len(graph.maps))])
    generators = graph.of_kinds(makes)
    of = [known.get(node) for node in _functions(tables, generators, shared_of)]
    rows = np.concatenate([rows, _rows(generators, of)])
    rows = np.concatenate([rows, np.column_stack([objects, of_kind.take(graph.kinds.take(objects), axis=0)])])
    rows = rows[rows[:, 1] >= 0]
    return rows[np.argsort(rows[:, 0], kind="stable")]


def _rows(nodes: Array, found: List[Optional[Place]]) -> Array:
    rows = [(node, *place) for node, place in zip(nodes.tolist(), found) if place is not None]
    return np.array(rows, np.int64).reshape(-1, 4)


def _functions(tables: Tables, generators: Array, shared_of: Array) -> Iterator[int]:
    """The SharedFunctionInfo of each generator's function, -1 where it cannot be told."""
    graph, offset = tables.graph, tables.layout.offset("JSGeneratorObject", "function")
    for node in generators.tolist():
        here = [edge for edge in graph.edges(node) if graph.slots[edge] == offset]
        yield int(shared_of[graph.targets[here[0]]]) if here else -1


def _of_constructor(tables: Tables, nodes: Nodes, number: int, known: Dict[int, Optional[Place]]) -> Optional[Place]:
    """Where the function is that made the objects of a map."""
    function = nodes.makers[number][0]
    if function is None:
        return None
    try:
        shared = tables.find(function.shared.address)
    except Error:
        return None
    if shared not in known:
        known[shared] = _place(tables, nodes, shared)
    return known[shared]


def _place(tables: Tables, nodes: Nodes, shared: int) -> Optional[Place]:
    """Where the function of a SharedFunctionInfo begins, None of one without source."""
    try:
        view = tables.graph.view(shared)
        script = view.script if isinstance(view, SharedFunctionInfo) else None
        if script is None:
            return None
        line, column = scripts.position(script, nodes.positions.get(shared, 0))
        return script.id, max(line - 1, 0), max(column - 1, 0)
    except Error:
        return None
