"""Where in the source the functions of a heap are, and the constructors of its objects. Needs numpy.

src/profiler/heap-snapshot-generator.cc: V8HeapExplorer::ExtractLocation.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import numpy as np

from . import scripts
from .arrays import take, unique
from .edge_tables import Tables
from .errors import Error
from .shared import SharedFunctionInfo
from .snapshot_edges import of_class
from .snapshot_nodes import Nodes

Array = Any  # numpy.ndarray
Place = Tuple[int, int, int]  # script's id, line and column from 0


class Places(NamedTuple):
    """Where each object was made, or a function begins."""

    of: Array  # int32 of each node: a number of `rows`, -1 of what has no place
    rows: Array  # script's id, line, column


class _Table:
    """Every place once."""

    def __init__(self, tables: Tables, nodes: Nodes) -> None:
        self.tables, self.nodes = tables, nodes
        self.rows: List[Place] = []
        self._known: Dict[int, int] = {}

    def number(self, shared: int) -> int:
        """The number of the place of a SharedFunctionInfo, which is a node; -1 of none, and where it has no place."""
        if shared < 0:
            return -1
        if shared not in self._known:
            place = _place(self.tables, self.nodes, shared)
            self._known[shared] = -1 if place is None else len(self.rows)
            self.rows += [] if place is None else [place]
        return self._known[shared]


def places(tables: Tables, nodes: Nodes, shared_of: Array) -> Places:
    """The places of all nodes. `shared_of` has the SharedFunctionInfo of each closure, by nodes."""
    graph, table = tables.graph, _Table(tables, nodes)
    functions, generators = of_class(tables, "JSFunction"), of_class(tables, "JSGeneratorObject")
    own = (functions | generators).tolist()
    made = [-1 if other else _of_constructor(tables, nodes, number, table) for number, other in enumerate(own)]
    found: Array = take(np.array(made, np.int32), graph.kinds)
    closures = graph.of_kinds(functions)
    shared = shared_of.take(closures)
    each = unique(shared)
    numbers = np.array([table.number(node) for node in each.tolist()], np.int32)
    found[closures] = numbers.take(np.searchsorted(each, shared)) if len(each) else -1
    resumed = graph.of_kinds(generators)
    found[resumed] = [table.number(node) for node in _functions(tables, resumed, shared_of)]
    return Places(found, np.array(table.rows, np.int64).reshape(-1, 3))


def _functions(tables: Tables, generators: Array, shared_of: Array) -> Iterator[int]:
    """The SharedFunctionInfo of each generator's function, -1 where it cannot be told."""
    graph, offset = tables.graph, tables.layout.offset("JSGeneratorObject", "function")
    for node in generators.tolist():
        here = [edge for edge in graph.edges(node) if graph.slots[edge] == offset]
        yield int(shared_of[graph.targets[here[0]]]) if here else -1


def _of_constructor(tables: Tables, nodes: Nodes, number: int, table: _Table) -> int:
    """The place of the function that made the objects of a map."""
    function = nodes.makers[number][0]
    if function is None:
        return -1
    try:
        return table.number(tables.find(function.shared.address))
    except Error:
        return -1


def _place(tables: Tables, nodes: Nodes, shared: int) -> Optional[Place]:
    """Where the function of a SharedFunctionInfo begins, None of one without source."""
    try:
        view = tables.graph.view(shared)
        script = view.script if isinstance(view, SharedFunctionInfo) else None
        if script is None or script.id < 0:  # of nobody's script, or damaged
            return None
        line, column = scripts.position(script, nodes.positions.get(shared, 0))
        return script.id, max(line - 1, 0), max(column - 1, 0)
    except Error:
        return None
