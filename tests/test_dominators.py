"""Dominators and retained sizes against their definition: what cannot be reached any more when a node is taken away."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from v8dbg import dominators, dominators_worker

NUMBA = """
def njit(function=None, cache=False):
    return function if function else lambda function: function
"""  # compiles nothing: what is tested is all the rest


@st.composite
def graphs(draw):
    """(number of nodes, edges, root); some nodes are not reached, some edges are there twice, some lead to their own"""
    nodes = draw(st.integers(1, 14))
    number = st.integers(0, nodes - 1)
    return nodes, draw(st.lists(st.tuples(number, number), max_size=3 * nodes)), draw(number)


def arrays(nodes, edges):
    edges = sorted(edges)
    first = np.searchsorted([source for source, _ in edges], np.arange(nodes + 1)).astype(np.int64)
    return first, np.array([target for _, target in edges], np.int32)


def reachable(nodes, edges, root, without=None):
    found, new = set(), {root} - {without}
    while new:
        found |= new
        new = {target for source, target in edges if source in new} - found - {without}
    return found


def brute_force(nodes, edges, root, ours=0):
    """(immediate dominator of each node, the set that each dominates)"""
    mine, rest = [e for e in edges if e[0] == root][:ours], [e for e in edges if e[0] == root][ours:]
    if ours:
        others = [edge for edge in edges if edge[0] != root]
        own = reachable(nodes, mine + others, root) - {root}
        rest += [edge for edge in others if edge[0] not in own]
        others = [edge for edge in others if edge[0] in own]
        edges = mine + others + [edge for edge in rest if edge[1] not in own]
    whole = reachable(nodes, edges, root)
    dominated = [whole - reachable(nodes, edges, root, each) if each in whole else set() for each in range(nodes)]
    immediate = [-1] * nodes
    for node in whole - {root}:
        above = [each for each in whole - {node} if node in dominated[each]]
        immediate[node] = min(above, key=lambda each: len(dominated[each]))
    return immediate, dominated


def check(found, nodes, edges, root, ours=0):
    immediate, dominated = brute_force(nodes, sorted(edges), root, ours)
    assert found.idom.tolist() == immediate
    assert found.reached == len(dominated[root])
    sizes = np.array([1 << each for each in range(nodes)], np.int64)  # a sum tells which ones were added
    assert found.retained(sizes).tolist() == [sum(1 << each for each in below) for below in dominated]
    for node in range(nodes):
        assert found.children(node).tolist() == [each for each in range(nodes) if immediate[each] == node]
        assert [found.dominates(node, each) for each in range(nodes)] == [each in dominated[node] for each in
                                                                          range(nodes)]
        if dominated[node]:
            assert set(found.dominated(node).tolist()) == dominated[node]
            assert found.path(node)[-1] == root
    some = np.arange(0, nodes, 2)
    alone = [each for each in some if dominated[each] and not any(each in dominated[o] for o in some if o != each)]
    assert sorted(found.outermost(some).tolist()) == alone


@settings(max_examples=400, deadline=None)
@given(graphs())
def test_plain(graph):
    nodes, edges, root = graph
    first, targets = arrays(nodes, edges)
    check(dominators.plain(first, targets, root), nodes, edges, root)
    sizes = np.arange(nodes) + 1
    idom = dominators.dominators(first, targets, root)
    found, wanted = dominators.retained(idom, sizes), dominators.tree(first, targets, root).retained(sizes)
    assert found[wanted > 0].tolist() == wanted[wanted > 0].tolist()


@settings(max_examples=300, deadline=None)
@given(graphs(), st.integers(0, 4))
def test_what_belongs_to_some_roots(graph, ours):
    nodes, edges, root = graph
    ours = min(ours, sum(source == root for source, _ in edges))
    check(dominators.plain(*arrays(nodes, edges), root, ours), nodes, edges, root, ours)


@pytest.fixture
def numba(tmp_path, monkeypatch):
    (tmp_path / "numba.py").write_text(NUMBA)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("V8DBG_PYTHON", sys.executable)
    monkeypatch.setattr(dominators, "_SMALL", -1)
    monkeypatch.setattr(dominators, "plain", None)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_the_functions_over_numpy_arrays(graph):
    nodes, edges, root = graph
    first, targets = arrays(nodes, edges)
    count, *found = dominators_worker.solve(dominators_worker.semi_nca, first, targets, root, int(first[root + 1]))
    check(dominators.Tree(*found, count), nodes, edges, root)


def random_graph(nodes, seed):
    random = np.random.default_rng(seed)
    edges = [(random.integers(node), node) for node in range(1, nodes)]
    edges += [tuple(random.integers(nodes, size=2)) for _ in range(nodes // 8)]
    return [(int(a), int(b)) for a, b in edges]


def test_another_python(numba):
    edges = random_graph(60, 1)
    said = []
    check(dominators.tree(*arrays(60, edges), 0, 0, said.append), 60, edges, 0)
    assert not said
    check(dominators.tree(*arrays(1, []), 0), 1, [], 0)


def test_slow_way_says_so(monkeypatch, tmp_path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("V8DBG_PYTHON", str(broken))
    monkeypatch.setattr(dominators, "_SMALL", -1)
    monkeypatch.setattr(dominators.sys, "executable", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    edges, said = random_graph(60, 2), []
    assert list(dominators.pythons()) == [str(broken)]
    check(dominators.tree(*arrays(60, edges), 0, 0, said.append), 60, edges, 0)
    (sentence,) = said
    assert sentence.startswith("dominators of 60 objects take 0 to 0 seconds without numba: `pip install numba`")


@pytest.mark.parametrize("answer", ["", "v8dbg dominators 1", "v8dbg dominators 2", "v8dbg dominators 2\nxxxxxxxx"])
def test_another_python_that_fails(answer, tmp_path):
    broken = tmp_path / "python"
    broken.write_text(f"#!/bin/sh\necho '{answer}'\nexec sleep 0\n")
    broken.chmod(0o755)
    assert dominators._elsewhere(str(broken), *arrays(60, random_graph(60, 3)), 0) is None


def test_long_lists():
    """Nodes one after the other and back, held at both ends: neither recursion nor quadratic time."""
    nodes = 100_000
    chain = np.arange(nodes - 1)
    source = np.concatenate([[0, 0], chain[1:], chain[1:] + 1])
    target = np.concatenate([[1, nodes - 1], chain[1:] + 1, chain[1:]])
    order = np.argsort(source, kind="stable")
    first = np.searchsorted(source[order], np.arange(nodes + 1))
    found = dominators.plain(first, target[order].astype(np.int32), 0)
    assert (found.idom[1:] == 0).all()
