"""Dominators in a process of their own, in a Python that has numba: `python3 -m v8dbg.dominators_worker`.

numba never comes into a debugger's process: its LLVM is another than lldb's, and takes seconds and memory.
Says READY on its output once numba is there. Reads four int64 (nodes, edges, root, ours), int64[nodes + 1] and
int32[edges] from its input. Writes pairs of int64, how much of how much is done, now and then; when that is all, an
int64 (nodes reached) and three int32[nodes]: see dominators.Tree.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Optional, Tuple

import numpy as np

from . import semi_nca
from .progress import Told, part

Array = Any  # numpy.ndarray, whose types old numpy does not tell
KERNEL = ("search", "gather", "dominate", "settle", "arrange")

READY = b"v8dbg dominators 2\n"

WHOLE = 1 << 20  # what is done when all is
_PART = 1 << 20  # nodes that are taken before the next word on how far it is


def compiled() -> Any:
    """semi_nca's functions, compiled when they are called first. Raises ImportError."""
    from numba import njit

    class Compiled:
        pass

    for name in KERNEL:
        function = getattr(semi_nca, name)
        try:
            made = njit(cache=True)(function)
        except RuntimeError:  # no folder to keep what was compiled in
            made = njit(function)
        setattr(Compiled, name, staticmethod(made))
    return Compiled


def solve(
    kernel: Any, first: Array, targets: Array, root: int, ours: int, told: Optional[Told] = None
) -> Tuple[int, Array, Array, Array]:
    """(nodes reached, immediate dominators, places, ends) by `kernel`: semi_nca, or what `compiled` gives."""
    nodes = len(first) - 1
    order, parent, number, own = search(kernel, first, targets, root, ours, part(told, 0, 0.4, WHOLE))
    count = len(order)
    begin = np.zeros(count + 1, np.int64)
    kernel.gather(first, targets, count, own, ours, order, number, begin, np.empty(0, np.int32))
    sources = np.empty(int(begin[count]), np.int32)
    if len(sources):
        kernel.gather(first, targets, count, own, ours, order, number, begin, sources)
    del number
    parent = dominate(kernel, parent, begin, sources, part(told, 0.5, 0.9, WHOLE))
    del begin, sources
    end, place = np.ones(count, np.int32), np.zeros(count, np.int32)
    kernel.arrange(count, parent, end, place, np.empty(count, np.int32))
    found = [np.full(nodes, -1, np.int32) for _ in range(3)]
    for whole, each in zip(found, (order.take(parent), place, end)):
        whole[order] = each
    found[0][root] = -1
    return count, found[0], found[1], found[2]


def _same(array: Array) -> Array:
    return array


def search(
    kernel: Any, first: Array, targets: Array, root: int, ours: int, told: Optional[Told],
    over: Callable[[Array], Array] = _same,
) -> Tuple[Array, Array, Array, int]:  # fmt: skip
    """(node by number, parent by number, number of each node or -1, how many nodes are ours) of a depth-first search.

    `over` makes of numpy arrays what the kernel works on."""
    nodes = len(first) - 1
    order, parent = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    number = np.full(nodes, -1, np.int32)
    edges = np.empty(nodes, np.int64)
    state = np.array([1, 0, 0])
    order[0], parent[0], number[root], edges[0] = root, 0, 0, first[root]
    order, parent, number, edges, state, first, targets = map(
        over, (order, parent, number, edges, state, first, targets)
    )
    count = 1
    while state[1] >= 0:
        most = min(count + _PART, nodes + 1)
        count = kernel.search(first, targets, ours, order, number, parent, edges, state, most)
        tell(told, count, nodes)
    found = np.asarray(order)[:count].copy(), np.asarray(parent)[:count].copy()
    return found[0], found[1], np.asarray(number), int(state[2])


def dominate(
    kernel: Any, parent: Array, begin: Array, sources: Array, told: Optional[Told],
    over: Callable[[Array], Array] = _same,
) -> Array:  # fmt: skip
    """The immediate dominators, of the parents in a depth-first search."""
    count = len(parent)
    semi = np.arange(count, dtype=np.int32)
    label, ancestor, stack = semi.copy(), parent.copy(), np.empty(count, np.int32)
    parent, begin, sources, semi, label, ancestor, stack = map(
        over, (parent, begin, sources, semi, label, ancestor, stack)
    )
    for high in range(count, 1, -_PART):
        kernel.dominate(high, max(high - _PART, 1), parent, begin, sources, semi, label, ancestor, stack)
        tell(told, count - high, count)
    kernel.settle(count, parent, semi)
    return np.asarray(parent)


def tell(told: Optional[Told], done: int, whole: int) -> None:
    """Raises KeyboardInterrupt where the user wants no more of it."""
    if told is not None and told(done, whole):
        raise KeyboardInterrupt


def receive(stream: Any, array: Array) -> None:
    """Fills an array from a stream. Raises EOFError."""
    view = memoryview(array).cast("B") if len(array) else memoryview(b"")
    at = 0
    while at < len(view):
        got = stream.readinto(view[at : at + (1 << 24)])
        if not got:
            raise EOFError("the other side has ended")
        at += got


def main() -> None:
    kernel = compiled()
    sent, sink = sys.stdin.buffer, sys.stdout.buffer
    sink.write(READY)
    sink.flush()
    head = np.zeros(4, np.int64)
    receive(sent, head)
    first, targets = np.empty(int(head[0]) + 1, np.int64), np.empty(int(head[1]), np.int32)
    receive(sent, first)
    receive(sent, targets)

    def told(done: int, whole: int) -> None:
        sink.write(np.array([done, whole], np.int64).tobytes())
        sink.flush()

    count, *arrays = solve(kernel, first, targets, int(head[2]), int(head[3]), told)
    told(WHOLE, WHOLE)
    sink.write(np.array([count], np.int64).tobytes())
    for each in arrays:
        sink.write(memoryview(each).cast("B"))
    sink.flush()


if __name__ == "__main__":
    try:
        main()
    except (ImportError, EOFError) as error:
        sys.exit(str(error))
