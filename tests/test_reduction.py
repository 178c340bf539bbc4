"""Graphs made smaller before semi-NCA, against the definition of dominators, with limits so low that small graphs meet
every one of them; how far the work is, and its end by the user."""

import sys
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_dominators import NUMBA, arrays, check, graphs, random_graph
from v8dbg import arrays as v8dbg_arrays
from v8dbg import dominators, dominators_plain, dominators_worker, forest, reduction


@st.composite
def limits(draw):
    """Patches of the limits: which of them holds is drawn."""
    return [
        mock.patch.object(reduction, "_MANY", draw(st.sampled_from([1, 3, 4096]))),
        mock.patch.object(reduction, "_STEPS", draw(st.sampled_from([1, 2, 64]))),
        mock.patch.object(reduction, "_NARROW", draw(st.sampled_from([0, 2, 64]))),
        mock.patch.object(forest, "_NARROW", draw(st.sampled_from([0, 2, 64]))),
        mock.patch.object(dominators_plain, "_WORTH", draw(st.sampled_from([0.2, 0.8, 0.95]))),
        mock.patch.object(v8dbg_arrays.parts, "__defaults__", (draw(st.sampled_from([1, 3, 1 << 19])),)),
    ]


@st.composite
def heaps(draw):
    """(nodes, edges, root) as in a heap: a tree in which all is reached, and edges across it, many to few nodes; some
    nodes hang at a ring of their own."""
    nodes = draw(st.integers(2, 24))
    edges = [(draw(st.integers(max(0, node - draw(st.integers(1, 8))), node - 1)), node) for node in range(1, nodes)]
    number = st.integers(0, nodes - 1)
    edges += draw(st.lists(st.tuples(number, number), max_size=nodes))
    edges += draw(st.lists(st.tuples(number, st.integers(0, min(3, nodes - 1))), max_size=nodes))
    ring = draw(st.integers(0, 3))
    edges += [(nodes + at, nodes + (at + 1) % ring) for at in range(ring)]
    edges += [(nodes, draw(number)) for _ in range(min(ring, 2))]
    return nodes + ring, edges, 0


def check_solved(graph, ours, patches):
    """What dominators.plain says of a graph under these limits is what the definition says."""
    nodes, edges, root = graph
    ours = min(ours, sum(source == root for source, _ in edges))
    for each in patches:
        each.start()
    try:
        found = dominators.plain(*arrays(nodes, edges), root, ours)
    finally:
        mock.patch.stopall()
    check(found, nodes, edges, root, ours)


@settings(max_examples=300, deadline=None)
@given(heaps(), st.integers(0, 3), limits())
def test_heaps(graph, ours, patches):
    check_solved(graph, ours, patches)


@settings(max_examples=300, deadline=None)
@given(graphs(), st.integers(0, 3), limits())
def test_any_graphs(graph, ours, patches):
    check_solved(graph, ours, patches)


@pytest.mark.parametrize("seed", range(4))
def test_the_two_ways_agree(seed):
    """On graphs that are larger than brute force can do, of many shapes."""
    random = np.random.default_rng(seed)
    nodes = 4000
    source = np.array([random.integers(max(0, node - 10 ** random.integers(1, 4)), node) for node in range(1, nodes)])
    some = nodes // 2
    edges = list(zip(source.tolist(), range(1, nodes)))
    edges += list(zip(random.integers(nodes, size=some).tolist(), random.integers(nodes, size=some).tolist()))
    edges += list(zip(range(nodes), (random.integers(20, size=nodes) * 7).tolist()))
    first, targets = arrays(nodes, edges)
    ours = int(seed % 2)
    wanted = dominators_worker.solve(dominators_worker.semi_nca, first, targets, 0, ours or int(first[1]))
    found = dominators.plain(first, targets, 0, ours)
    assert found.reached == wanted[0] and found.idom.tolist() == wanted[1].tolist()


def test_little_is_left_of_what_has_one_holder_each():
    """A table of records, each with parts of its own, all of a few kinds: no loop over them."""
    records = 5000
    edges = [(0, 1), (0, 2), (1, 3)]
    for at in range(4, 4 + 3 * records, 3):
        edges += [(3, at), (at, at + 1), (at + 1, at + 2), (at, 2), (at + 1, 2), (3, at + 1)]
    first, targets = arrays(4 + 3 * records, edges)
    idom = np.full(len(first) - 1, -1, np.int32)
    rest = reduction.step(reduction.step(reduction.begin(first, targets, 0, 0), idom), idom)
    assert len(rest.names) < 10
    idoms = dominators.plain(first, targets, 0).idom
    assert idoms[2] == 0 and idoms[3] == 1 and set(idoms[4::3].tolist()) == {3}
    assert set(idoms[5::3].tolist()) == {3}


def test_preorder_and_rings():
    parent = np.array([-1, 0, 0, 2, 5, 4, 5, -1], np.int32)  # 4 and 5 are a ring, 6 hangs at it
    place, sizes = forest.preorder(parent, np.array([1, 2, 3, 5, 4, 6], np.int32), np.array([7, 0]))
    assert place.tolist() == [1, 2, 3, 4, -1, -1, -1, 0] and sizes[[0, 2, 7]].tolist() == [4, 2, 1]


def test_a_climb_has_its_limit():
    above = np.arange(-1, 9, dtype=np.int32)
    nodes, ends = np.array([9, 5, 3], np.int32), np.array([0, 4, 3], np.int32)
    for narrow in 0, 64:
        with mock.patch.object(forest, "_NARROW", narrow):
            assert forest.climb(above, nodes, ends, 4).tolist() == [-1, 4, 3]
            assert forest.climb(above, nodes, ends, 9).tolist() == [0, 4, 3]
            assert forest.climb(above, nodes, ends).tolist() == [0, 4, 3]


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(dominators, "_SMALL", -1)
    monkeypatch.setattr(dominators_worker, "_PART", 16)


def shares(told):
    assert all(0 <= done <= whole for done, whole in told)
    found = [done / whole for done, whole in told]
    assert found == sorted(found) and found[-1] == 1
    return found


def test_how_far_it_is(small):
    told = []
    edges = random_graph(500, 4)
    dominators.plain(*arrays(500, edges), 0, 0, lambda *how_far: told.append(how_far))
    assert len(shares(told)) > 8


def test_how_far_another_python_is(small, monkeypatch, tmp_path):
    (tmp_path / "numba.py").write_text(NUMBA)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(dominators, "plain", None)
    told = []
    first, targets = arrays(60, random_graph(60, 5))
    found = dominators._elsewhere(sys.executable, first, targets, 0, 0, lambda *how_far: told.append(how_far))
    assert found.reached == 60 and len(shares(told)) >= 3
    with pytest.raises(KeyboardInterrupt):
        dominators._elsewhere(sys.executable, first, targets, 0, 0, lambda done, whole: done < whole)


@pytest.mark.parametrize("after", [1, 4, 9])
def test_the_user_ends_it(small, after):
    calls = []

    def told(done, whole):
        calls.append(done)
        return len(calls) == after

    with pytest.raises(KeyboardInterrupt):
        dominators.plain(*arrays(500, random_graph(500, 6)), 0, 0, told)
    assert len(calls) == after
