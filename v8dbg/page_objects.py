"""Every object of a part of a page, without going from one to the next. Needs numpy.

Wherever a word is a map, an object may begin; whose size tells where the next one would. On most pages these places
follow one another from the first to the last, and are its objects. Elsewhere some lie inside an object, in free space
for instance: then whole runs of such that follow one another are gone through, one run after another. What has a map
that was not met before, or a size that takes more than one word to tell, is looked at alone.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, List, NamedTuple, Optional, Tuple

import numpy as np

from .map_table import MapTable

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_STALE = 4  # objects of maps that were met since the places were looked for, until they are looked for again


class Objects(NamedTuple):
    """Ascending: `at` are indices of words. From the word `end` on there is none; that is the number of words, unless
    something is no object."""

    at: Array  # int64
    kinds: Array  # int64
    sizes: Array  # int64, bytes
    end: int


def objects_of(maps: MapTable, words: Array, start: int, following: Optional[Array] = None) -> Objects:
    """The objects of a part of a page, which begins at the address `start` and is full of them.

    `following` is of a page that is not swept yet: of each word, and of the end, the index of the next marked one."""
    return _Part(maps, words, start, following).walk()


class _Part:
    def __init__(self, maps: MapTable, words: Array, start: int, following: Optional[Array]) -> None:
        self.maps, self.words, self.start, self.following = maps, words, start, following
        self.count = len(words)
        self.odd = False  # something is no object
        self.found: List[Tuple[Array, Array, Array]] = []

    def walk(self) -> Objects:
        at = self._next(0)
        while at < self.count and not self.odd:
            at = self._stretch(at)
        if len(self.found) == 1:
            return Objects(*self.found[0], at)
        none = (np.zeros(0, np.int64),) * 3
        parts = [np.concatenate([each[part] for each in [none, *self.found]]) for part in range(3)]
        return Objects(parts[0], parts[1], parts[2], at)

    def _next(self, at: int) -> int:
        return at if self.following is None else int(self.following[at])

    def _stretch(self, begin: int) -> int:
        """Takes the objects from a word on; how far it came: so many new maps were met that it is worth to look for
        places again, or the end was reached, or what is no object."""
        at, kinds = self.maps.among(self.words[begin:])
        at += begin
        if self.following is not None:
            marked = self.following.take(at) == at
            at, kinds = at[marked], kinds[marked]
        sizes = self.maps.sizes_of(self.words, at, kinds)
        ends = at + (sizes >> 3)
        if self.following is not None:
            ends = np.where(ends <= self.count, self.following.take(ends, mode="clip"), ends)
        if len(at) and at[0] == begin and ends[-1] == self.count and (ends[:-1] == at[1:]).all():
            self.found.append((at, kinds, sizes))
            return self.count
        return self._runs(begin, at, kinds, sizes, ends)

    def _runs(self, position: int, at: Array, kinds: Array, sizes: Array, ends: Array) -> int:
        numbers: Array = np.full(self.count + 1, -1, np.int32)  # of each word: which of the places it is
        numbers[at] = np.arange(len(at), dtype=np.int32)
        following = numbers.take(np.minimum(ends, self.count))
        following[sizes == 0] = -1
        breaks = np.nonzero(following != np.arange(1, len(at) + 1))[0]  # the last of each run
        targets = following.take(breaks)
        last, leads, runs = breaks.tolist(), targets.tolist(), np.searchsorted(breaks, targets).tolist()
        firsts: List[int] = []
        lasts: List[int] = []
        alone: List[Tuple[int, int, int]] = []
        stale = 0
        while position < self.count and stale < _STALE:
            number = int(numbers[position])
            if number >= 0:
                run = bisect_left(last, number)
                while number >= 0:
                    firsts.append(number)
                    lasts.append(last[run])
                    number, run = leads[run], runs[run]
                number = lasts[-1]
                position, kind, size = int(at[number]), int(kinds[number]), int(sizes[number])
                size = sizes[number] = size or self._size(position, kind)
            else:
                word = int(self.words[position]) & (1 << 64) - 1
                stale += word in self.maps
                kind = self.maps.of(word)
                size = self._size(position, kind)
                alone.append((position, kind, size))
            if size <= 0 or position + (size >> 3) > self.count:
                self.odd = True
                if number < 0:
                    alone.pop()
                elif number > firsts[-1]:
                    lasts[-1] -= 1
                else:
                    firsts.pop(), lasts.pop()
                break
            position = self._next(position + (size >> 3))
        self._take(at, kinds, sizes, firsts, lasts, alone)
        return position

    def _size(self, position: int, kind: int) -> int:
        return self.maps.size(self.start + 8 * position, kind) if kind >= 0 else 0

    def _take(
        self,
        at: Array,
        kinds: Array,
        sizes: Array,
        firsts: List[int],
        lasts: List[int],
        alone: List[Tuple[int, int, int]],
    ) -> None:
        """Of the places those that were gone through, and what was looked at alone."""
        steps: Array = np.zeros(len(at) + 1, np.int8)
        steps[np.array(firsts, np.int64)] += 1
        steps[np.array(lasts, np.int64) + 1] -= 1
        chosen = np.cumsum(steps[:-1], dtype=np.int8).nonzero()[0]
        at, kinds, sizes = at.take(chosen), kinds.take(chosen), sizes.take(chosen)
        if alone:
            more = np.array(alone, np.int64).T
            at, kinds, sizes = (np.concatenate(both) for both in zip((at, kinds, sizes), more))
            order = np.argsort(at, kind="stable")
            at, kinds, sizes = at.take(order), kinds.take(order), sizes.take(order)
        self.found.append((at, kinds, sizes))
