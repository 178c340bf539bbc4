"""Immediate dominators by semi-NCA (Georgiadis, Linear-time algorithms for dominators and related problems, 2005).

One text for two speeds: numba compiles these functions where it is installed, Python runs them as they are where it is
not. So they are loops over arrays that the caller makes, and nothing else: no numpy, no classes, no slices.
Nodes are numbered in the order in which a depth-first search meets them from here on: 0 is the root.
"""

from __future__ import annotations

from typing import Any

Array = Any  # numpy.ndarray or array.array of integers


def search(
    first: Array, targets: Array, root: int, order: Array, number: Array, parent: Array, next_edge: Array
) -> int:
    """A depth-first search from `root`; how many nodes it reaches.

    Fills `order` (node by number), `number` (of each node, -1 where none was when called) and `parent` (by number);
    `next_edge` is room to work in."""
    number[root] = 0
    order[0] = root
    parent[0] = 0
    next_edge[0] = first[root]
    count, at = 1, 0
    while True:
        node = order[at]
        edge, end = next_edge[at], first[node + 1]
        while edge < end and number[targets[edge]] >= 0:
            edge += 1
        if edge < end:
            next_edge[at] = edge + 1
            node = targets[edge]
            number[node] = count
            order[count] = node
            parent[count] = at
            next_edge[count] = first[node]
            at = count
            count += 1
        elif at == 0:
            return count
        else:
            at = parent[at]


def count_sources(first: Array, targets: Array, count: int, order: Array, number: Array, begin: Array) -> None:
    """Fills begin[1:] with where the sources of each node will end, once `gather_sources` has put them together."""
    for at in range(count):
        node = order[at]
        for edge in range(first[node], first[node + 1]):
            begin[number[targets[edge]] + 1] += 1
    for at in range(count):
        begin[at + 1] += begin[at]


def gather_sources(
    first: Array, targets: Array, count: int, order: Array, number: Array, begin: Array, sources: Array
) -> None:
    """Fills `sources`: those of node w end before begin[w], which is where those of w + 1 begin. Moves `begin` so."""
    for at in range(count):
        node = order[at]
        for edge in range(first[node], first[node + 1]):
            target = number[targets[edge]]
            sources[begin[target]] = at
            begin[target] += 1


def dominate(
    count: int, parent: Array, begin: Array, sources: Array, semi: Array, label: Array, ancestor: Array, stack: Array
) -> None:
    """Leaves immediate dominators in `parent`. When called semi[i] = label[i] = i and ancestor[i] = parent[i]."""
    for node in range(count - 1, 0, -1):
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
