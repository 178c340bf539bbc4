"""Numpy's work on several threads at once: it lets others run while it computes.

What runs here is arithmetic on arrays that are there already. Nothing of it may ask the target: a debugger answers on
the thread alone that runs its commands.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from typing import TYPE_CHECKING, Callable, Deque, Iterable, Iterator, List, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_MOST = 4  # threads: more of them wait for memory, and for one another

Item = TypeVar("Item")
Result = TypeVar("Result")

_aside: List[Future[object]] = []


def in_order(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """work(item) of each item, in their order. The caller's thread makes the items, a few in advance, and takes the
    results; what raises, raises here."""
    count = min(_MOST, len(os.sched_getaffinity(0)))
    if count < 2:
        yield from map(work, items)
        return
    waiting: Deque[Future[Result]] = deque()
    with _pool(count) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > 2 * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:  # Ctrl-C, or nobody wants the rest
            for each in waiting:
                each.cancel()


def aside(work: Callable[[], object]) -> None:
    """Does something while the caller goes on; `finish` waits for it."""
    pool = _pool(1)
    _aside.append(pool.submit(work))
    pool.shutdown(wait=False)


def finish() -> None:
    """Waits for all that is done aside; what has raised raises here."""
    while _aside:
        _aside.pop().result()


def _pool(count: int) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # which commands without heaps need not wait for

    return ThreadPoolExecutor(count, initializer=_without_signals)


def _without_signals() -> None:
    """Signals are for the debugger's own threads."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
