"""Searches of a graph from roots, against plain Python on random graphs."""

import random

import numpy as np
import pytest

import nodes
import targets
from v8dbg.constructors import map_constructor_name
from v8dbg.elf_core import ElfCore
from v8dbg.graph import EPHEMERON, STRONG, WEAK, graph_of
from v8dbg.heap import heaps
from v8dbg.properties import named_properties
from v8dbg.reach import live, tree
from v8dbg.roots import Root, roots_of
from v8dbg.session import Session


class Made:
    """A graph of numbers: node i lies at 16 * i + 16."""

    def __init__(self, edges, ephemerons, count):
        rows = [[] for _ in range(count)]
        for source, target, strength in edges:
            rows[source].append((target, strength))
        for key, value, table in ephemerons:
            rows[table] += [(key, WEAK), (value, EPHEMERON)]
        self.rows = rows
        self.addresses = np.arange(16, 16 * count + 16, 16, dtype=np.uint64)
        self.first = np.cumsum([0] + [len(row) for row in rows], dtype=np.int64)
        flat = [each for row in rows for each in row]
        self.targets = np.array([target for target, _ in flat], dtype=np.int32)
        self.strengths = np.array([strength for _, strength in flat], dtype=np.uint8)
        columns = list(zip(*ephemerons)) or [()] * 3
        self.ephemerons = tuple(np.array(column, dtype=np.int32) for column in columns)
        self.triples = ephemerons

    def source(self, edge):
        return int(np.searchsorted(self.first, edge, side="right")) - 1


def root(node, strong=True):
    return Root("handle scope", f"root of {node}", 0, 16 * node + 17, strong)


def reached(graph, nodes):
    """The plain way: (node -> distance along strong edges alone, all that is alive)."""
    distance, front = {}, []
    for node in nodes:
        distance.setdefault(node, 0)
    front = list(distance)
    while front:
        found = []
        for node in front:
            for target, strength in graph.rows[node]:
                if strength == STRONG and target not in distance:
                    distance[target] = distance[node] + 1
                    found.append(target)
        front = found
    alive, again = set(distance), True
    while again:
        again = False
        for key, value, table in graph.triples:
            if key in alive and table in alive and value not in alive:
                alive |= set(reached_strongly(graph, value))
                again = True
    return distance, alive


def reached_strongly(graph, node):
    seen, stack = {node}, [node]
    while stack:
        for target, strength in graph.rows[stack.pop()]:
            if strength == STRONG and target not in seen:
                seen.add(target)
                stack.append(target)
    return seen


def some(seed):
    random.seed(seed)
    count = random.choice((1, 5, 40, 400, 3000))
    pick = lambda: random.randrange(count)  # noqa: E731
    kinds = (STRONG,) * 4 + (WEAK,)
    edges = [(pick(), pick(), random.choice(kinds)) for _ in range(int(count * random.choice((0.5, 1, 2, 5))))]
    if seed % 3 == 0:  # a long chain, which is followed node by node
        edges += [(i, i + 1, STRONG) for i in range(count - 1)]
    ephemerons = [(pick(), pick(), pick()) for _ in range(random.choice((0, count // 4, count)))]
    return Made(edges, ephemerons, count), [pick() for _ in range(random.choice((1, 3, 10)))]


@pytest.mark.parametrize("seed", range(60))
def test_live_and_shortest_paths(seed):
    graph, nodes = some(seed)
    distance, alive = reached(graph, nodes)
    roots = [root(node) for node in nodes] + [root(0, strong=False), Root("stack", "nowhere", 0, 0x12345671, True)]
    assert set(np.flatnonzero(live(graph, roots)).tolist()) == alive
    found = tree(graph, [roots[:-2]])
    for node in range(len(graph.rows)):
        number, edges = found.path(graph, node)
        assert (number >= 0) == (node in alive)
        if number >= 0:
            at = nodes[number]
            for edge in edges:
                assert graph.source(edge) == at and graph.strengths[edge] != WEAK
                at = int(graph.targets[edge])
            assert at == node
        if node in distance:
            assert len(edges) == distance[node]


def test_first_group_first():
    chain = Made([(0, 1, STRONG), (1, 2, STRONG), (3, 2, STRONG), (4, 5, STRONG)], [], 6)
    found = tree(chain, [[root(0)], [root(3)], [root(4, strong=False)]])
    assert found.path(chain, 2) == (0, [0, 1])
    assert found.path(chain, 3) == (1, [])
    assert found.path(chain, 5) == (2, [3])
    assert not live(chain, [root(4, strong=False)]).any()


def test_a_later_group_is_so_much_longer():
    row = Made([(i, i + 1, STRONG) for i in range(200)], [], 201)
    for delay in (0, 1, 9, 60, 100, 150):
        found = tree(row, [[root(0)], [root(100)]], [delay])
        assert found.path(row, 99)[0] == 0
        assert found.path(row, 150)[0] == (1 if delay < 100 else 0), delay


def test_a_million_in_a_row():
    count = 1_000_000
    long = Made([], [], 2)
    long.addresses = np.arange(16, 16 * count + 16, 16, dtype=np.uint64)
    long.first = np.append(np.arange(count, dtype=np.int64), count - 1)
    long.targets = np.arange(1, count, dtype=np.int32)
    long.strengths = np.zeros(count - 1, np.uint8)
    assert live(long, [root(0)]).all()


# -- against V8 -------------------------------------------------------------------------------

CLASSES = {"Kept": 1000, "Held": 301, "ByKey": 200}  # one Held is in a microtask that V8's snapshot is too early for
NOT_ON_THE_HEAP = ("synthetic", "native")


def instances(graph, name):
    """The nodes of a class's instances, its prototype left out."""
    found = np.zeros(len(graph), bool)
    session = graph.heap.session
    for kind, node in zip(*(each.tolist() for each in np.unique(graph.kinds, return_index=True))):
        if session.layout.type_name(session.instance_type(graph.maps[kind])) == "JS_OBJECT_TYPE":
            view = graph.view(node)
            if map_constructor_name(view) == name and "n" in [each.name for each in named_properties(view)]:
                found |= graph.kinds == kind
    return found


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_as_alive_as_in_a_snapshot_of_v8(version):
    target = targets.core("reach", version)
    heap = next(heaps(Session(ElfCore(str(target.core), str(target.node)))))
    graph = graph_of(heap)
    alive = live(graph, roots_of(heap))
    counted = target.truth["extra"]["counted"]
    assert counted["classes"] == {**CLASSES, "Held": 300}
    for name, count in CLASSES.items():
        assert int((alive & instances(graph, name)).sum()) == count, name
    dead = instances(graph, "Late")
    assert int(dead.sum()) == 700 and not (alive & dead).any()
    assert not instances(graph, "Dropped").any()
    whole = sum(count for kind, count in counted["types"].items() if kind not in NOT_ON_THE_HEAP)
    assert abs(int(alive.sum()) - whole) < whole / 100
