"""Makes a graph smaller without a change of its dominators, in numpy, before the loop over what is left of it.

A step of it. A node to which all edges lead from one other is dominated by that one at once: these edges make a forest.
Of all edges from one of its trees to a node, those from the first and the last node that the tree has in preorder do:
what dominates both dominates all between them. A node with edges from one tree alone has as its dominator what these
two have in common. What is left of each tree are the nodes where edges to the others begin, and where the ways to those
part; between them edges go straight. So every dominator that is not known yet is in the smaller graph, and a dominator
there is one here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Tuple

import numpy as np

from .arrays import parts, runs, take, unique
from .dominators_worker import tell
from .forest import climb, preorder
from .progress import Told

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_MANY = 4096  # edges of one tree that are looked at by themselves
_STEPS = 64  # up to what two nodes have in common
_NARROW = 64  # nodes that are taken one by one


@dataclass(eq=False)
class Rest:
    """What is left of a graph. Edges of one source are in a row."""

    names: Array  # int32[n]: the nodes' numbers in the graph that it was made of
    is_open: Array  # bool[n]: the immediate dominator is not known yet
    sources: Array  # int32[m]
    targets: Array  # int32[m]
    root: int


def step(rest: Rest, idom: Array, told: Optional[Told] = None) -> Rest:
    """The smaller graph; the given one is used up. The immediate dominators that it finds are written to `idom`, which
    goes by names."""
    count, root = len(rest.names), rest.root
    holder, several = _holders(count, rest.sources, rest.targets)
    known = np.flatnonzero(rest.is_open & (holder >= 0) & ~several)
    idom[rest.names.take(known)] = rest.names.take(holder.take(known))
    parent = holder
    at_root = np.flatnonzero(~several & (parent == root))
    parent[several] = -1
    parent[at_root] = -1
    tell(told, 10, 100)
    place, ends = _arrange(parent, rest.sources, rest.targets)
    tell(told, 35, 100)
    order = np.empty(int(ends[-1]) if len(ends) else 0, np.int32)  # from here on nodes go by their places
    placed = np.flatnonzero(place >= 0)
    order[place.take(placed)] = placed
    sources, targets, trees = _crossing(rest, several, place, order, ends)
    tell(told, 75, 100)
    above = parent.take(order)
    above = np.where(above >= 0, place.take(above), -1).astype(np.int32)
    del parent, holder
    # of edges from one tree to one node the first and the last
    new_target = np.ones(len(targets) + 1, bool)
    new_target[1:-1] = targets[1:] != targets[:-1]
    new_group = new_target.copy()
    new_group[1:-1] |= trees[1:] != trees[:-1]
    firsts, lasts = new_group[:-1], new_group[1:]
    alone = new_target[np.flatnonzero(firsts)] & new_target[np.flatnonzero(lasts) + 1]
    low, high, to = sources[firsts], sources[lasts], targets[firsts]
    del sources, targets, trees
    common = np.full(len(low), -1, np.int32)
    common[alone] = _common(above, ends, low[alone], high[alone])
    solved = common >= 0
    idom[rest.names.take(order.take(to[solved]))] = rest.names.take(order.take(common[solved]))
    two = ~solved & (low != high)
    edges = np.concatenate([common[solved], low[~solved], high[two]])
    leading = np.concatenate([to[solved], to[~solved], to[two]])
    opened = np.zeros(len(order), bool)
    opened[to[~solved]] = True
    del firsts, lasts, new_target, new_group, alone, low, high, to, common, solved, two
    return _made(rest, order, above, ends, edges, leading, opened, place.take(at_root), int(place[root]))


def _holders(count: int, sources: Array, targets: Array) -> Tuple[Array, Array]:
    """(a node from which an edge leads to each, -1 where there is none; are there several?)"""
    holder = np.full(count, -1, np.int32)
    several = np.zeros(count, bool)
    for part in parts(len(targets)):
        holder[targets[part]] = sources[part]
    for part in parts(len(targets)):
        to = targets[part]
        several[to.compress(holder.take(to) != sources[part])] = True
    return holder, several


def _arrange(parent: Array, sources: Array, targets: Array) -> Tuple[Array, Array]:
    """(the place of each node, -1 where it hangs at a ring; where each tree ends)"""
    taken = np.zeros(len(parent), bool)
    children = np.empty(np.count_nonzero(parent >= 0), np.int32)
    count = 0
    for part in parts(len(targets)):
        found = targets[part]
        found = found.compress((parent.take(found) == sources[part]) & ~taken.take(found))
        found = _once(found)
        taken[found] = True
        children[count : count + len(found)] = found
        count += len(found)
    del taken
    roots = np.flatnonzero(parent < 0)
    place, sizes = preorder(parent, children, roots)
    return place, np.cumsum(sizes.take(roots))


def _once(numbers: Array) -> Array:
    """Each number where it stands first."""
    order = np.argsort(numbers, kind="stable")
    rest = numbers.take(order)
    again = np.zeros(len(numbers), bool)
    again[order[1:]] = rest[1:] == rest[:-1]
    return numbers.compress(~again)


def _crossing(rest: Rest, several: Array, place: Array, order: Array, ends: Array) -> Tuple[Array, Array, Array]:
    """(sources, targets, trees of the sources) of edges to nodes that several lead to, by target and then by source,
    all of them places."""
    count = 0
    for part in parts(len(rest.sources)):
        sources, targets = rest.sources[part], rest.targets[part]
        wanted = several.take(targets)
        sources, targets = place.take(sources.compress(wanted)), place.take(targets.compress(wanted))
        if len(sources) and sources.min() < 0:
            sources, targets = sources.compress(sources >= 0), targets.compress(sources >= 0)
        rest.sources[count : count + len(sources)], rest.targets[count : count + len(sources)] = sources, targets
        count += len(sources)
    sources, targets = rest.sources[:count], rest.targets[:count]
    large = np.diff(ends, prepend=0) >= _MANY
    starts = (ends - np.diff(ends, prepend=0)).astype(np.int32)
    tree_of = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    if np.count_nonzero(large.take(tree_of)) > len(order) >> 2:
        moved = _by_place(sources)
        sources = take(sources, moved)
        rest.sources = np.empty(0, np.int32)
        targets = take(targets, moved)
        rest.targets = np.empty(0, np.int32)
        del moved
        kept = _outer(sources, targets, tree_of, large, starts, len(order))
        sources, targets = sources.compress(kept), targets.compress(kept)
        del kept
    keys = targets.astype(np.int64)
    keys <<= 32
    keys |= sources
    del sources, targets
    rest.sources = rest.targets = np.empty(0, np.int32)
    keys.sort()
    sources, targets = keys.astype(np.int32), (keys >> 32).astype(np.int32)
    del keys
    trees = take(tree_of, sources)
    kept = take(starts, trees) != targets  # to its own top: no way in
    return sources.compress(kept), targets.compress(kept), trees.compress(kept)


def _by_place(sources: Array) -> Array:
    """The numbers of edges in the order of their sources' places: those of one source are in a row already."""
    begins = _begins(sources)
    counts = np.diff(np.append(begins, np.int32(len(sources))))
    order = np.argsort(sources.take(begins), kind="stable")
    begins, counts = begins.take(order), counts.take(order)
    begins -= np.cumsum(counts, dtype=np.int32) - counts
    moved = np.repeat(begins, counts)
    for part in parts(len(moved)):
        moved[part] += np.arange(part.start, part.stop, dtype=np.int32)
    return moved


def _begins(numbers: Array) -> Array:
    """Where each row of equal numbers begins."""
    new = np.ones(len(numbers), bool)
    new[1:] = numbers[1:] != numbers[:-1]
    return np.flatnonzero(new).astype(np.int32)


def _outer(sources: Array, targets: Array, tree_of: Array, large: Array, starts: Array, count: int) -> Array:
    """Which of the edges, in the order of places, may be the first or the last one from their tree to their target: of
    large trees just these."""
    kept = np.ones(len(sources), bool)
    kept[1:] = (sources[1:] != sources[:-1]) | (targets[1:] != targets[:-1])
    seen = np.empty(count, np.int32)
    for tree in np.flatnonzero(large).tolist():
        end = starts[tree + 1] if tree + 1 < len(starts) else count
        low, high = np.searchsorted(sources, np.array([starts[tree], end], np.int32)).tolist()
        part = targets[low:high]
        numbers = np.arange(len(part), dtype=np.int32)
        seen[part] = numbers
        outer = seen.take(part) == numbers
        seen[part[::-1]] = numbers[::-1]
        outer |= seen.take(part) == numbers
        kept[low:high] = outer
    return kept


def _common(above: Array, ends: Array, low: Array, high: Array) -> Array:
    """What each two nodes of one tree have in common, -1 where that is far away."""
    found = np.full(len(low), -1, np.int32)
    at_top = above.take(low) < 0
    found[at_top] = low[at_top]
    rest = np.flatnonzero(~at_top)
    found[rest] = climb(above, high.take(rest), low.take(rest), _STEPS)
    return found


def _made(
    rest: Rest, order: Array, above: Array, ends: Array, sources: Array, targets: Array, opened: Array, at_root: Array,
    root: int,
) -> Rest:  # fmt: skip
    """The smaller graph of edges between trees, and what is left of these."""
    kept = np.zeros(len(order), bool)
    kept[sources] = True
    kept[targets] = True
    kept[root] = True
    tops = (ends - np.diff(ends, prepend=0)).astype(np.int32)
    used = np.add.reduceat(kept, tops) > 0 if len(tops) else tops
    kept[tops[used]] = True
    nodes = np.flatnonzero(kept).astype(np.int32)
    inner = np.flatnonzero(above.take(nodes) >= 0)
    kept[climb(above, nodes.take(inner), nodes.take(inner - 1))] = True
    nodes = np.flatnonzero(kept).astype(np.int32)
    inner = np.flatnonzero(above.take(nodes) >= 0)
    over = climb(above, above.take(nodes.take(inner)), nodes.take(inner - 1))
    direct = at_root[at_root >= 0]
    direct = direct[kept[direct]]
    number = np.cumsum(kept, dtype=np.int32) - 1
    tops = np.full(len(direct), number[root])
    keys = np.concatenate([number.take(over), take(number, sources), tops], dtype=np.int64)
    keys <<= 32
    keys |= np.concatenate([number.take(nodes.take(inner)), take(number, targets), number.take(direct)])
    keys.sort()
    return Rest(
        rest.names.take(order.take(nodes)), opened.take(nodes), (keys >> 32).astype(np.int32), keys.astype(np.int32),
        int(number[root]),
    )  # fmt: skip


def begin(first: Array, targets: Array, root: int, ours: int) -> Rest:
    """The whole graph. What `ours` of the root's edges lead to gets a root of its own, the last node."""
    count = len(first) - 1
    sources = np.repeat(np.arange(count, dtype=np.int32), np.diff(first))
    if ours:
        sources[first[root] : first[root] + ours] = count
        sources, targets = np.append(sources, np.int32(root)), np.append(targets, np.int32(count))
    else:
        targets = targets.copy()
    kept = 0
    for part in parts(len(sources)):
        source, target = sources[part], targets[part]
        wanted = (source != target) & (target != root)
        wanted[1:] &= (source[1:] != source[:-1]) | (target[1:] != target[:-1])
        source, target = source.compress(wanted), target.compress(wanted)
        sources[kept : kept + len(source)], targets[kept : kept + len(source)] = source, target
        kept += len(source)
    sources, targets = sources[:kept], targets[:kept]
    nodes = np.arange(count + (ours > 0), dtype=np.int32)
    return Rest(nodes, np.ones(len(nodes), bool), sources, targets, root)


def alive(rest: Rest, own: int) -> Rest:
    """What the root leads to. `own`: the node whose are all that it leads to, -1 where there is none."""
    count = len(rest.names)
    first = np.searchsorted(rest.sources, np.arange(count + 1))
    seen = np.zeros(count, bool)
    at = int(np.append(np.flatnonzero(rest.names == own), -1)[0])  # it is gone where nothing that is left needs it
    if at >= 0:
        seen[rest.root] = True  # the way to it is no way of its own
        reach(first, rest.targets, at, seen)
    mine = seen.copy()
    mine[rest.root] = False
    reach(first, rest.targets, rest.root, seen)
    kept = seen.take(rest.sources)
    if at >= 0:
        kept &= mine.take(rest.sources) | ~mine.take(rest.targets) | (rest.targets == at)
    number = np.cumsum(seen, dtype=np.int32) - 1
    return Rest(
        rest.names.compress(seen), rest.is_open.compress(seen), number.take(rest.sources.compress(kept)),
        number.take(rest.targets.compress(kept)), int(number[rest.root]),
    )  # fmt: skip


def reach(first: Array, targets: Array, start: int, seen: Array) -> None:
    """Marks what a node leads to through what is not marked yet, itself included."""
    marks, begins, leading = memoryview(seen.view(np.uint8)), memoryview(first), memoryview(targets)
    seen[start] = True
    front = [start]
    while front:
        if len(front) <= _NARROW:
            found = []
            for node in front:
                for edge in range(begins[node], begins[node + 1]):
                    target = leading[edge]
                    if not marks[target]:
                        marks[target] = 1
                        found.append(target)
            front = found
            continue
        wide = np.array(front)
        while len(wide) > _NARROW:
            starts = first.take(wide)
            wide = targets.take(runs(starts, first.take(wide + 1) - starts))
            wide = wide.compress(~seen.take(wide))
            seen[wide] = True
            wide = unique(wide)
        front = wide.tolist()
