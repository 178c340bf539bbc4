"""The characters of many strings at once, as words that can be hashed and compared. Needs numpy.

A string whose code units are all below 256 has the same words whether V8 keeps it with one byte or with two for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, Tuple

import numpy as np

from .arrays import runs

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_WINDOW = 4 << 20  # bytes of memory that are read at once, unless one string has more
_GAP = 4096  # bytes between two strings that are not worth being read
_HIGH = np.uint64(0xFF00FF00FF00FF00)  # of four code units
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # of the splitmix64 generator
_AT_ONCE = 1 << 20  # words that are compared at once
_SHORT = 2  # words of a string that are its keys themselves


@dataclass
class Words:
    """The characters of string i are `flat[first[i]:first[i + 1]]`, four or eight to a word, filled up with zeros;
    `wide` where they take two bytes each."""

    flat: Array  # uint64
    first: Array  # int64[n + 1]
    wide: Array  # bool[n]

    def __len__(self) -> int:
        return len(self.wide)


def stretches(addresses: Array, sizes: Array) -> Iterator[Tuple[int, int, int, int]]:
    """(first, last, start, bytes) of stretches of memory in which strings first to last - 1 lie, which ascend: each
    is worth one read."""
    if not len(addresses):
        return
    starts = addresses.astype(np.int64)
    far = starts[1:] - (starts[:-1] + sizes[:-1]) > _GAP
    cuts = [0, *(np.nonzero(far)[0] + 1).tolist(), len(addresses)]
    for begin, end in zip(cuts, cuts[1:]):
        first = begin
        while first < end:
            start = int(starts[first])
            last = max(begin + int(np.searchsorted(starts[begin:end], start + _WINDOW)), first + 1)
            yield first, last, start, int(starts[last - 1]) + int(sizes[last - 1]) - start
            first = last


def firsts(counts: Array) -> Array:
    """Where each of some runs begins, and the end of the last."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def pack(cells: Array, starts: Array, lengths: Array, widths: Array) -> Words:
    """The strings whose characters begin at some of `cells` (uint64): so many code units, of one or two bytes."""
    sizes = lengths * widths
    counts = (sizes + 7) >> 3
    flat = cells.take(runs(starts, counts))
    first = firsts(counts)
    some = np.nonzero(counts)[0]
    flat[first[some + 1] - 1] &= _ALL >> ((-sizes[some] & 7) * 8).astype(np.uint64)
    wide = np.zeros(len(lengths), bool)
    if (widths == 2).any():
        wide[some] = (widths[some] == 2) & (np.bitwise_or.reduceat(flat & _HIGH, first[some]) != 0)
        thin = (widths == 2) & ~wide
        if thin.any():
            return _narrow(Words(flat, first, wide), lengths, thin)
    return Words(flat, first, wide)


def _narrow(words: Words, lengths: Array, thin: Array) -> Words:
    """The same with one byte for each code unit of some strings."""
    old = words.first[1:] - words.first[:-1]
    counts = np.where(thin, (lengths + 7) >> 3, old)
    first = firsts(counts)
    owner = np.repeat(np.arange(len(counts)), counts)
    inside = np.arange(int(first[-1])) - first.take(owner)
    is_thin = thin.take(owner)
    source = words.first.take(owner) + inside * (1 + is_thin)
    flat = words.flat.take(source)
    place = np.nonzero(is_thin)[0]
    source, owner = source.take(place), owner.take(place)
    halves = _squeeze(flat.take(place))
    more = source + 1 < words.first.take(owner + 1)
    later = _squeeze(words.flat.take(np.where(more, source + 1, source))) << np.uint64(32)
    flat[place] = halves | np.where(more, later, np.uint64(0))
    return Words(flat, first, words.wide)


def _squeeze(units: Array) -> Array:
    """Four code units below 256 as four bytes."""
    units = (units | units >> np.uint64(8)) & np.uint64(0x0000FFFF0000FFFF)
    return (units | units >> np.uint64(16)) & np.uint64(0xFFFFFFFF)


def join(parts: List[Words]) -> Words:
    """Several as one."""
    counts = [np.diff(part.first) for part in parts]
    return Words(np.concatenate([part.flat for part in parts]), firsts(np.concatenate(counts)),
                 np.concatenate([part.wide for part in parts]))  # fmt: skip


def mixed(numbers: Array) -> Array:
    """Well spread numbers in place of others (uint64), different ones for different ones."""
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(_MIX[1])
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(_MIX[2])
    return numbers ^ numbers >> np.uint64(31)


_factors: Array = np.zeros(0, np.uint64)


def _factors_of(count: int) -> Array:
    """An odd factor for each place of a word in a string."""
    global _factors
    if len(_factors) < count:
        _factors = mixed(np.arange(1, count + 1, dtype=np.uint64) * np.uint64(_MIX[0])) | np.uint64(1)
    return _factors


def keys(words: Words) -> Tuple[Array, Array]:
    """Two numbers for each string: its words where it has at most two, else hashes of all."""
    first, counts = words.first[:-1], words.first[1:] - words.first[:-1]
    one, two = np.zeros(len(words), np.uint64), np.zeros(len(words), np.uint64)
    some, more = np.nonzero(counts)[0], np.nonzero(counts == _SHORT)[0]
    one[some] = words.flat.take(first[some])
    two[more] = words.flat.take(first[more] + 1)
    long = np.nonzero(counts > _SHORT)[0]
    if len(long):
        counts = counts[long]
        flat = words.flat.take(runs(first[long], counts))
        place = np.arange(len(flat)) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = (flat ^ flat >> np.uint64(32)) * np.uint64(_MIX[0])
        flat = (flat ^ flat >> np.uint64(29)) * _factors_of(int(counts.max())).take(place)
        begin = np.cumsum(counts) - counts
        one[long] = np.add.reduceat(flat, begin)
        two[long] = np.add.reduceat(flat >> np.uint64(32), begin)
    return one, two


def is_short(lengths: Array, wide: Array) -> Array:
    """Are a string's keys its characters?"""
    return lengths * (1 + wide) <= 8 * _SHORT


def equal(words: Words, left: Array, right: Array) -> Array:
    """Are the strings of those numbers, which have as many words as each other, the same? None is empty."""
    same: Array = np.zeros(len(left), bool)
    counts = words.first[left + 1] - words.first[left]
    for begin, end in batches(counts, _AT_ONCE):
        some = counts[begin:end]
        other = words.flat.take(runs(words.first[left[begin:end]], some))
        other ^= words.flat.take(runs(words.first[right[begin:end]], some))
        same[begin:end] = np.bitwise_or.reduceat(other, np.cumsum(some) - some) == 0
    return same


def batches(counts: Array, most: int) -> Iterator[Tuple[int, int]]:
    """(begin, end) of parts of some counts that add up to so much at most, or are one alone."""
    ends, begin = np.cumsum(counts), 0
    while begin < len(counts):
        done = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + most, side="right")))
        yield begin, end
        begin = end
