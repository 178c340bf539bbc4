"""What is known of the maps of a heap, as arrays: which words are maps, how large their objects are. Needs numpy."""

from __future__ import annotations

from typing import Any, Dict, List, Set, Tuple

import numpy as np

from .errors import Error
from .heap_walk import Walker

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_HASH_BITS = 18
_HASH = 0x9E3779B97F4A7C15  # of a map's address
_SHIFT = 64 - _HASH_BITS


class MapTable:
    """The maps that were met so far, each with a number, its `kind`. It grows.

    `_table` has a column for each map: the size of its objects is header + unit * (their word of that number >> shift
    & mask), in whole words; 0 where it takes more than one word to tell."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.sizes = walker, walker.sizes
        self.words: List[int] = []
        self.is_free: Array = np.zeros(64, bool)  # for each kind: free space, or a filler
        self._bad: Set[int] = set()
        self._kinds: Dict[int, int] = {}
        self._sorted: Array = np.zeros(0, np.int64)  # the words in order, and which map each is; brought up to date
        self._order: Array = np.zeros(0, np.int64)  # when they are asked for
        self._words: Array = np.zeros(64, np.int64)
        self._taken: Array = np.zeros(1 << _HASH_BITS, bool)  # by hash of a word: is there a map?
        self._slots: Array = np.zeros(1 << _HASH_BITS, np.int64)  # and which one
        self._hashed: Array = np.empty(1 << 15, np.uint64)
        self._table: Array = np.zeros((5, 64), np.int64)  # header, word, shift, mask, unit

    def of(self, word: int) -> int:
        """The kind of a map word, -1 of what is no map."""
        return self._kinds.get(word, -1) if word in self._kinds or word in self._bad else self._add(word)

    def __contains__(self, word: int) -> bool:
        return word in self._kinds

    def among(self, words: Array) -> Tuple[Array, Array]:
        """(index, kind) of each of many words that is a map which was met by now."""
        hashes = self._hashes(words)
        at = self._taken.take(hashes).nonzero()[0]
        met, kinds = words.take(at), self._slots.take(hashes.take(at))
        wrong = self._words.take(kinds) != met
        if wrong.any():  # no map, or another one has its place
            wrong = wrong.nonzero()[0]
            kinds[wrong] = self._search(met.take(wrong))
            good = kinds >= 0
            if not good.all():
                at, kinds = at[good], kinds[good]
        return at, kinds

    def _search(self, words: Array) -> Array:
        if len(self._sorted) < len(self.words):
            self._order = np.argsort(self._words[: len(self.words)])
            self._sorted = self._words.take(self._order)
        at = np.minimum(np.searchsorted(self._sorted, words), len(self._sorted) - 1)
        return np.where(self._sorted.take(at) == words, self._order.take(at), -1)

    def sizes_of(self, words: Array, at: Array, kinds: Array) -> Array:
        """Bytes of each of some objects that begin at some indices of words, 0 where one word does not tell."""
        header, word, shift, mask, unit = self._table.take(kinds, axis=1)
        # a header of 7 bytes more rounds up
        found: Array = header + 7 + (words.take(at + word, mode="clip") >> shift & mask) * unit & -8
        return found

    def size(self, start: int, kind: int) -> int:
        """Bytes of the object at an untagged address; 0 of what is no object."""
        try:
            return self.sizes.size(start, self.words[kind])
        except Error:
            return 0

    def _add(self, word: int) -> int:
        try:
            fixed, formula = self.sizes.of_map(word)
            simple = self.sizes.from_one_word(word, formula) if formula is not None else None
            free = self.walker.is_free(word)
        except Error:
            self._bad.add(word)
            return -1
        number = len(self.words)
        if number == len(self.is_free):
            self._grow()
        self.is_free[number] = free
        self._table[:, number] = simple or (fixed, 0, 0, 0, 0)
        self.words.append(word)
        self._kinds[word] = number
        self._words[number] = word - (word >> 63 << 64)
        place = word * _HASH % (1 << 64) >> _SHIFT
        self._slots[place], self._taken[place] = number, True
        return number

    def _grow(self) -> None:
        self.is_free = np.concatenate([self.is_free, np.zeros_like(self.is_free)])
        self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        self._table = np.concatenate([self._table, np.zeros_like(self._table)], axis=1)

    def _hashes(self, words: Array) -> Array:
        """As signed numbers, which every numpy takes for indices; overwritten by the next call."""
        if len(words) > len(self._hashed):
            self._hashed = np.empty(len(words), np.uint64)
        into = self._hashed[: len(words)]
        np.multiply(words.view(np.uint64), np.uint64(_HASH), out=into)
        np.right_shift(into, np.uint64(_SHIFT), out=into)
        return into.view(np.int64)
