"""Dominators in a process of their own, in a Python that has numba: `python3 -m v8dbg.dominators_worker`.

numba never comes into a debugger's process: its LLVM is another than lldb's, and takes seconds and memory.
Says READY on its output once numba is there. Reads four int64 (nodes, edges, root, ours), int64[nodes + 1] and
int32[edges] from its input; writes an int64 (nodes reached) and three int32[nodes]: see dominators.Tree.
"""

from __future__ import annotations

import sys
from typing import Any, Tuple

import numpy as np

from . import semi_nca

Array = Any  # numpy.ndarray, whose types old numpy does not tell

READY = b"v8dbg dominators 1\n"


def compiled() -> Any:
    """semi_nca's functions, compiled when they are called first. Raises ImportError."""
    from numba import njit

    class Compiled:
        pass

    for name in ("search", "gather", "dominate", "arrange"):
        function = getattr(semi_nca, name)
        try:
            made = njit(cache=True)(function)
        except RuntimeError:  # no folder to keep what was compiled in
            made = njit(function)
        setattr(Compiled, name, staticmethod(made))
    return Compiled


def solve(kernel: Any, first: Array, targets: Array, root: int, ours: int) -> Tuple[int, Array, Array, Array]:
    """(nodes reached, immediate dominators, places, ends) by `kernel`: semi_nca, or what `compiled` gives."""
    nodes = len(first) - 1
    order, parent = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    number = np.full(nodes, -1, np.int32)
    edges = np.empty(nodes, np.int64)
    count = kernel.search(first, targets, root, ours, order, number, parent, edges)
    own = int(edges[0])
    del edges
    order, parent = order[:count].copy(), parent[:count].copy()
    begin = np.zeros(count + 1, np.int64)
    kernel.gather(first, targets, count, own, ours, order, number, begin, np.empty(0, np.int32))
    sources = np.empty(int(begin[count]), np.int32)
    if len(sources):
        kernel.gather(first, targets, count, own, ours, order, number, begin, sources)
    del number
    semi = np.arange(count, dtype=np.int32)
    kernel.dominate(count, parent, begin, sources, semi, semi.copy(), parent.copy(), np.empty(count, np.int32))
    del begin, sources, semi
    end, place = np.ones(count, np.int32), np.zeros(count, np.int32)
    kernel.arrange(count, parent, end, place, np.empty(count, np.int32))
    found = [np.full(nodes, -1, np.int32) for _ in range(3)]
    for whole, part in zip(found, (order.take(parent), place, end)):
        whole[order] = part
    found[0][root] = -1
    return count, found[0], found[1], found[2]


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
    count, *arrays = solve(kernel, first, targets, int(head[2]), int(head[3]))
    sink.write(np.array([count], np.int64).tobytes())
    for each in arrays:
        sink.write(memoryview(each).cast("B"))
    sink.flush()


if __name__ == "__main__":
    try:
        main()
    except (ImportError, EOFError) as error:
        sys.exit(str(error))
