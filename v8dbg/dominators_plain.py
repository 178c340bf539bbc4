"""Immediate dominators without a compiler: numpy makes the graph smaller, Python does what is left. Needs numpy.

Of a heap most objects are held by one other alone, and reduction does with those at once. What is left is for semi-NCA
(see semi_nca), whose loops see few of the edges: of those that lead to a node in the direction of the depth-first
search only that from the first node counts, and of the others those from nodes below which no other one lies.
"""

from __future__ import annotations

from array import array
from typing import Any, Optional, Tuple

import numpy as np

from . import reduction, semi_nca
from .dominators_worker import WHOLE, dominate, search, tell
from .forest import preorder
from .progress import Told, part

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_WORTH = 0.8  # of the nodes: what leaves more of them is not done again


def solve(
    first: Array, targets: Array, root: int, ours: int, told: Optional[Told] = None
) -> Tuple[int, Array, Array, Array]:
    """(nodes reached, immediate dominators, places, ends): see dominators.Tree."""
    nodes = len(first) - 1
    own = nodes if ours else -1
    idom = np.full(nodes + (ours > 0), -1, np.int32)
    rest = reduction.begin(first, targets, root, ours)
    tell(told, 10, 100)
    rest = reduction.step(rest, idom, part(told, 0.1, 0.3, WHOLE))
    tell(told, 30, 100)
    rest = reduction.alive(rest, own)
    at = 0.35
    while rest.is_open.any():
        before = len(rest.names)
        rest = reduction.step(rest, idom, part(told, at, (at + 0.4) / 2, WHOLE))
        at = (at + 0.4) / 2
        if len(rest.names) > _WORTH * before:
            _core(rest, idom, part(told, 0.4, 0.8, WHOLE))
            break
    if ours:
        idom = idom[:-1]
        idom[idom == own] = root
    tell(told, 80, 100)
    found = _arranged(idom, root)
    tell(told, 100, 100)
    return found


def _core(rest: reduction.Rest, idom: Array, told: Optional[Told]) -> None:
    """Dominators of all nodes that are open, by semi-NCA."""
    nodes = len(rest.names)
    first = np.searchsorted(rest.sources, np.arange(nodes + 1))
    order, parent, number, _ = search(
        semi_nca, first, rest.targets, rest.root, int(first[rest.root + 1]), part(told, 0, 0.4, WHOLE), _list
    )
    begin, sources = gather(number.take(rest.sources), number.take(rest.targets), parent)
    parent = dominate(semi_nca, parent, begin, sources, part(told, 0.4, 1, WHOLE), _list)
    opened = np.flatnonzero(rest.is_open.take(order))
    names = rest.names.take(order)
    idom[names.take(opened)] = names.take(parent.take(opened))


def gather(sources: Array, targets: Array, parent: Array) -> Tuple[Array, Array]:
    """(begin, sources) for semi_nca.dominate: of the edges between numbers of a depth-first search those that count."""
    count = len(parent)
    ends: Array = np.arange(1, count + 1, dtype=np.int32)
    end, over = memoryview(ends), memoryview(parent)  # where ends what the search met below each node
    for node in range(count - 1, 0, -1):
        if end[node] > end[over[node]]:
            end[over[node]] = end[node]
    keys = targets.astype(np.int64) << 32
    keys |= sources
    keys.sort()
    targets, sources = (keys >> 32).astype(np.int32), keys.astype(np.int32)
    del keys
    last = np.ones(len(sources), bool)
    last[:-1] = targets[1:] != targets[:-1]
    begins = np.ones(len(sources), bool)
    begins[1:] = last[:-1]
    inner = np.zeros(len(sources), bool)  # the next one lies below it
    inner[:-1] = sources[1:] < ends.take(sources[:-1])
    kept = np.where(sources > targets, last | ~inner, begins) & (targets > 0)
    targets, sources = targets.compress(kept), sources.compress(kept)
    begin = np.cumsum(np.bincount(targets, minlength=count + 1))
    return begin, sources


def _arranged(idom: Array, root: int) -> Tuple[int, Array, Array, Array]:
    """The tree of dominators; what does not hang at the root is none of it."""
    idom[root] = -1
    keys = idom.astype(np.int64) << 32
    keys |= np.arange(len(idom))
    keys = keys.compress(idom >= 0)
    keys.sort()
    children = keys.astype(np.int32)
    del keys
    tops = np.flatnonzero(idom < 0)
    place, sizes = preorder(idom, children, np.concatenate([[root], tops[tops != root]]))
    count = int(sizes[root])
    end = (place + sizes).astype(np.int32)
    gone = (place < 0) | (place >= count)
    for each in (idom, place, end):
        each[gone] = -1
    return count, idom, place, end


def _list(numbers: Array) -> Any:
    """As an array.array: Python indexes those faster than numpy's, and they are smaller than lists."""
    return array("q" if numbers.itemsize == 8 else "i", numbers.tobytes())
