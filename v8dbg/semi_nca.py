"""Immediate dominators by semi-NCA (Georgiadis, Linear-time algorithms for dominators and related problems, 2005).

One text for two speeds: numba compiles these functions where it is installed, Python runs them as they are where it is
not. So they are loops over arrays that the caller makes, and nothing else: no numpy, no classes, no slices. The long
ones do a part and return, so that the caller can tell how far it is.
Nodes are numbered in the order in which a depth-first search meets them from here on: 0 is the root.
"""

from __future__ import annotations

from typing import Any

Array = Any  # numpy.ndarray or array.array of integers


def search(
    first: Array, targets: Array, ours: int, order: Array, number: Array, parent: Array, edges: Array, state: Array,
    most: int,
) -> int:  # fmt: skip
    """A depth-first search that goes on from where it was until it has met `most` nodes; how many it has met.

    Fills `order` (node by number), `number` (of each node, -1 where none was when called) and `parent` (by number);
    `edges` is room to work in, `state` is (nodes met, where it is, -1 once it is through, how many nodes the edges of
    the root below `ours` lead to, with itself). When called first order[0] is the root, with number[root] = parent[0] =
    0, edges[0] = first[root] and state = (1, 0, 0)."""
    count, at, own = state[0], state[1], state[2]
    while at >= 0 and count < most:
        node = order[at]
        edge, end = edges[at], first[node + 1]
        while edge < end and number[targets[edge]] >= 0:
            edge += 1
        if at == 0 and edge >= ours and own == 0:
            own = count
        if edge < end:
            edges[at] = edge + 1
            node = targets[edge]
            number[node] = count
            order[count] = node
            parent[count] = at
            edges[count] = first[node]
            at = count
            count += 1
        elif at == 0:
            at = -1
        else:
            at = parent[at]
    state[0], state[1], state[2] = count, at, own
    return int(count)


def gather(
    first: Array, targets: Array, count: int, own: int, ours: int, order: Array, number: Array, begin: Array,
    sources: Array,
) -> None:  # fmt: skip
    """The sources of each node. With an empty `sources` it fills begin[1:] with where those of each node end once they
    are put together; then with room for them, it puts them there and moves `begin` by one: those of node w lie from
    begin[w - 1] to begin[w].

    What leads to the first `own` nodes from others, or by edges of the root from `ours` on, does not count."""
    filling = len(sources) > 0
    for at in range(count):
        node = order[at]
        for edge in range(first[node], first[node + 1]):
            target = number[targets[edge]]
            if target >= own or 0 < at < own or (at == 0 and edge < ours):
                if filling:
                    sources[begin[target]] = at
                    begin[target] += 1
                else:
                    begin[target + 1] += 1
    if not filling:
        for at in range(count):
            begin[at + 1] += begin[at]


def dominate(
    high: int, low: int, parent: Array, begin: Array, sources: Array, semi: Array, label: Array, ancestor: Array,
    stack: Array,
) -> None:  # fmt: skip
    """Makes semi[i] the semidominators of the nodes below `high` down to `low`; to be called from the last node down to
    1. When called first semi[i] = label[i] = i and ancestor[i] = parent[i]."""
    for node in range(high - 1, low - 1, -1):
        best = parent[node]
        for edge in range(begin[node - 1], begin[node]):
            source = sources[edge]
            if source > node:  # the least on the path of the tree from below `node` to the source
                depth, at = 0, source
                while ancestor[at] > node:
                    stack[depth] = at
                    depth += 1
                    at = ancestor[at]
                while depth:
                    depth -= 1
                    below = stack[depth]
                    at = ancestor[below]
                    if semi[label[at]] < semi[label[below]]:
                        label[below] = label[at]
                    ancestor[below] = ancestor[at]
                source = semi[label[source]]
            if source < best:
                best = source
        semi[node] = best


def settle(count: int, parent: Array, semi: Array) -> None:
    """Leaves immediate dominators in `parent`."""
    for node in range(1, count):
        at = parent[node]
        while at > semi[node]:
            at = parent[at]
        parent[node] = at


def arrange(count: int, parent: Array, end: Array, place: Array, free: Array) -> None:
    """Where each node stands when the tree of dominators is written down, every node before those that it dominates.

    Those stand from place[i] + 1 to end[i]. When called end[i] = 1 and place[0] = 0; `free` is room to work in."""
    for node in range(count - 1, 0, -1):
        end[parent[node]] += end[node]
    free[0] = 1
    for node in range(1, count):
        above = parent[node]
        at = free[above]
        free[above] = at + end[node]
        place[node] = at
        free[node] = at + 1
        end[node] += at
