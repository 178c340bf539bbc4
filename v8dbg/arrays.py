"""What numpy has no good word for. Needs numpy."""

from __future__ import annotations

from typing import Any

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
