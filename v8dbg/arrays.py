"""What numpy has no good word for. Needs numpy."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, List, Tuple

import numpy as np

Array = Any  # numpy.ndarray, whose types old numpy does not tell


def runs(starts: Array, counts: Array) -> Array:
    """starts[0], starts[0] + 1, … counts[0] of them, then those of the next."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - counts), counts)


def unique(numbers: Array) -> Array:
    """Each of some numbers once, in order: numpy's own is slow in releases that do it with a table of hashes."""
    found = np.sort(numbers)
    kept = np.ones(len(found), bool)
    kept[1:] = found[1:] != found[:-1]
    return found[kept]


def pooled(rows: Iterable[Tuple[int, ...]]) -> Tuple[Array, Array, Array]:
    """(where each of some rows of numbers begins in them all, the place of its last number in it, the numbers): rows
    that are alike are there once. Rows are never empty."""
    known: Dict[Tuple[int, ...], int] = {}
    base: List[int] = []
    last: List[int] = []
    numbers: List[int] = []
    for row in rows:
        if row not in known:
            known[row] = len(numbers)
            numbers += row
        base.append(known[row])
        last.append(len(row) - 1)
    return np.array(base, np.int64), np.array(last, np.int64), np.array(numbers, np.int32)


def parts(count: int, size: int = 1 << 19) -> Iterator[slice]:
    """Of arrays so long that what is made of them by the way should stay in the processor's cache: part by part."""
    for begin in range(0, count, size):
        yield slice(begin, min(begin + size, count))


def take(values: Array, numbers: Array) -> Array:
    """values[numbers], of numbers that are all in range: numpy would make them all larger first."""
    found = np.empty(len(numbers), values.dtype)
    for part in parts(len(numbers)):
        values.take(numbers[part], out=found[part], mode="clip")
    return found
