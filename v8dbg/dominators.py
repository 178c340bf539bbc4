"""Immediate dominators of a graph, and retained sizes, which follow from them: of arrays, not of V8. Needs numpy.

A node dominates another if every path from the root to that one leads through it. What an object retains is what it
dominates: what a collection would free if the object were gone.

semi_nca does it where numba compiles it, in a process of its own (see dominators_worker), else dominators_plain. Which
Python that is: the environment variable V8DBG_PYTHON, this one, that of an active virtual environment, python3 on PATH;
the first that has numba. docs/jsdominators.md has the measurements.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional

import numpy as np

from . import dominators_plain
from .dominators_worker import READY, receive, tell
from .progress import Told

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Say = Callable[[str], None]

_ROOT = Path(__file__).resolve().parents[1]
_SMALL = 300_000  # nodes that this Python does in the time that another needs to begin
_RATES = 200_000, 1_000_000  # nodes in a second without numba, as they hang together


@dataclass(eq=False)
class Tree:
    """The tree of dominators. Written down with every node in front of all that it dominates, node i stands at
    place[i], and what it dominates from place[i] + 1 to end[i]."""

    idom: Array  # int32[n]: the immediate dominator, -1 of the root and of what no path from it reaches
    place: Array  # int32[n], -1 of what is not reached
    end: Array  # int32[n], likewise
    reached: int

    def __len__(self) -> int:
        return len(self.idom)

    def retained(self, sizes: Array) -> Array:
        """The sum of `sizes` over each node and all that it dominates, as int64; 0 of what is not reached."""
        there = self.place >= 0
        sums = np.zeros(self.reached + 1, np.int64)
        sums[1:][self.place[there]] = sizes[there]
        np.cumsum(sums, out=sums)
        found: Array = sums.take(self.end, mode="wrap") - sums.take(self.place, mode="wrap")
        found[~there] = 0
        return found

    def dominates(self, above: int, below: int) -> bool:
        """Is every path from the root to `below` one through `above`? A node dominates itself."""
        return bool(0 <= self.place[above] <= self.place[below] < self.end[above])

    def dominated(self, node: int) -> Array:
        """All that a node dominates, itself included."""
        return np.flatnonzero((self.place >= self.place[node]) & (self.place < self.end[node]))

    def children(self, node: int) -> Array:
        """What a node is the immediate dominator of."""
        return np.flatnonzero(self.idom == node)

    def path(self, node: int) -> List[int]:
        """The dominators of a node, itself first, the root last."""
        found = [node]
        while self.idom[node] >= 0:
            node = int(self.idom[node])
            found.append(node)
        return found

    def outermost(self, nodes: Array) -> Array:
        """Those of some nodes that no other of them dominates: their retained sizes may be added up."""
        nodes = nodes[self.place[nodes] >= 0]
        nodes = nodes[np.argsort(self.place[nodes], kind="stable")]
        if not len(nodes):
            return nodes
        furthest: Array = np.maximum.accumulate(self.end[nodes])
        alone = np.ones(len(nodes), bool)
        alone[1:] = self.place[nodes[1:]] >= furthest[:-1]
        return nodes[alone]


def dominators(first: Array, targets: Array, root: int) -> Array:
    """The immediate dominator of each node as int32, -1 of the root and of what it does not reach.

    The edges of node i lead to targets[first[i] : first[i + 1]]."""
    return tree(first, targets, root).idom


def retained(idom: Array, sizes: Array) -> Array:
    """Retained sizes by immediate dominators alone, as int64. Tree.retained is faster; sizes of what has no dominator
    are as they are, that of the root apart."""
    found: Array = sizes.astype(np.int64)
    left = np.bincount(idom[idom >= 0], minlength=len(idom))
    ready = np.flatnonzero((left == 0) & (idom >= 0))
    while len(ready):  # from the leaves to the root
        above = idom[ready]
        np.add.at(found, above, found[ready])
        np.subtract.at(left, above, 1)
        above = np.unique(above)
        ready = above[(left[above] == 0) & (idom[above] >= 0)]
    return found


def tree(
    first: Array, targets: Array, root: int, ours: int = 0, say: Optional[Say] = None, told: Optional[Told] = None
) -> Tree:
    """The tree of dominators. `say` is told in one sentence if it will take long, `told` how far it is; where that
    answers True, it ends. Raises KeyboardInterrupt.

    What the first `ours` edges of the root lead to, through whatever, belongs to those: that it can be reached by other
    edges of the root too does not count. 0: all edges are alike."""
    first = np.ascontiguousarray(first, np.int64)
    targets = np.ascontiguousarray(targets, np.int32)
    nodes = len(first) - 1
    if nodes > _SMALL:
        for python in pythons():
            found = _elsewhere(python, first, targets, root, ours, told)
            if found is not None:
                return found
        if say is not None:
            say(
                f"dominators of {nodes:,} objects take {nodes / _RATES[1]:.0f} to {nodes / _RATES[0]:.0f} seconds"
                " without numba: `pip install numba`, or let the environment variable V8DBG_PYTHON name a Python that"
                " has it"
            )
    return plain(first, targets, root, ours, told)


def plain(first: Array, targets: Array, root: int, ours: int = 0, told: Optional[Told] = None) -> Tree:
    """The same without numba."""
    count, idom, place, end = dominators_plain.solve(first, targets, root, ours, told)
    return Tree(idom, place, end, count)


def _last(first: Array, root: int, ours: int) -> int:
    """The first edge that is none of ours."""
    return int(first[root]) + ours if ours else int(first[root + 1])


def pythons() -> Iterator[str]:
    """Pythons that may have numba, absolute paths, the one that the user names first."""
    active = os.environ.get("VIRTUAL_ENV")
    own = sys.executable if Path(sys.executable or "").name.startswith("python") else None
    seen = set()
    for each in (os.environ.get("V8DBG_PYTHON"), own, active and os.path.join(active, "bin", "python"), "python3"):
        path = shutil.which(each) if each else None
        if path and os.path.abspath(path) not in seen:
            seen.add(os.path.abspath(path))
            yield os.path.abspath(path)


def _elsewhere(
    python: str, first: Array, targets: Array, root: int, ours: int = 0, told: Optional[Told] = None
) -> Optional[Tree]:
    """The tree from another Python, None where that has no numba or fails."""
    argv = [python, "-m", "v8dbg.dominators_worker"]
    nodes = len(first) - 1
    try:
        with subprocess.Popen(
            argv, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us
        ) as worker:  # fmt: skip
            try:
                assert worker.stdin is not None and worker.stdout is not None
                if worker.stdout.readline() != READY:
                    return None
                worker.stdin.write(np.array([nodes, len(targets), root, _last(first, root, ours)], np.int64).tobytes())
                for each in (first, targets):
                    worker.stdin.write(memoryview(each).cast("B"))
                worker.stdin.close()
                done = np.zeros(2, np.int64)
                while done[0] < done[1] or not done[1]:
                    receive(worker.stdout, done)
                    tell(told, int(done[0]), int(done[1]))
                count = np.zeros(1, np.int64)
                receive(worker.stdout, count)
                idom, place, end = (np.empty(nodes, np.int32) for _ in range(3))
                for each in (idom, place, end):
                    receive(worker.stdout, each)
            finally:
                worker.kill()
    except (OSError, EOFError):
        return None
    return Tree(idom, place, end, int(count[0]))
