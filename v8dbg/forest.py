"""Forests as arrays: nodes written down in front of all that lies below them, and common ancestors. Needs numpy.

By doubling: what holds for the way to an ancestor and for that one's way makes what holds for both. So it takes as many
steps over all nodes as the depth has binary digits, and a list of a million nodes is no special case.
"""

from __future__ import annotations

from typing import Any, Callable, Tuple

import numpy as np

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_NARROW = 64  # nodes that are taken one by one


def preorder(parent: Array, children: Array, roots: Array) -> Tuple[Array, Array]:
    """(place int32[n], size int64[n]): tree by tree in the order of `roots`, all that lies below a node behind it.

    `parent` is -1 of roots. `children` are all other nodes, those of one parent in a row. What hangs at a ring has no
    place: -1."""
    sizes = _sizes(parent)
    above, mine = parent.take(children), sizes.take(children)
    before = np.cumsum(mine) - mine
    begins = np.ones(len(children), bool)
    begins[1:] = above[1:] != above[:-1]
    before -= np.maximum.accumulate(np.where(begins, before, 0))
    place = np.zeros(len(parent), np.int64)
    place[children] = before + 1
    del above, mine, before, begins
    place[roots] = np.cumsum(sizes.take(roots)) - sizes.take(roots)

    def add(nodes: Array, above: Array) -> None:
        place[nodes] += place.take(above)

    place[_double(parent, add)] = -1
    return place.astype(np.int32), sizes


def _sizes(parent: Array) -> Array:
    """How many nodes each tree below a node has, itself included."""
    sizes = np.ones(len(parent), np.int64)

    def add(nodes: Array, above: Array) -> None:
        if len(nodes) > len(parent) >> 4:
            np.add(sizes, np.bincount(above, sizes.take(nodes), len(parent)), out=sizes, casting="unsafe")
        else:
            np.add.at(sizes, above, sizes.take(nodes))

    _double(parent, add)
    return sizes


def _double(parent: Array, add: Callable[[Array, Array], None]) -> Array:
    """add(nodes, ancestor of each) for ancestors at twice the distance each time, from the parents on, of all nodes
    that have one; the nodes that have no end of them."""
    above = parent.copy()
    going = np.flatnonzero(above >= 0)
    for _ in range(len(parent).bit_length() + 1):
        if not len(going):
            break
        at = above.take(going)
        add(going, at)
        further = above.take(at)
        above[going] = further
        going = going.compress(further >= 0)
    return going


def climb(above: Array, nodes: Array, ends: Array, most: int = 0) -> Array:
    """The first ancestor of each node, or itself, whose number is at most that in `ends`; -1 where it takes more than
    `most` steps, if that is given. Nodes are numbered by their places; `above` is what is over each."""
    found = nodes.copy()
    going = np.flatnonzero(found > ends)
    steps = 0
    while len(going) > _NARROW and (not most or steps < most):
        at = above.take(found.take(going))
        found[going] = at
        going = going.compress(at > ends.take(going))
        steps += 1
    if most and steps >= most:
        found[going] = -1
    elif len(going):
        over = memoryview(above)
        for each in going.tolist():
            node, end, left = int(found[each]), int(ends[each]), most - steps if most else -1
            while node > end and left:
                node = over[node]
                left -= 1
            found[each] = node if node <= end else -1
    return found
