"""From the address of an object to its number: a bit for each word of memory that holds objects. Needs numpy.

One lookup of a million addresses at once costs a few passes over them; no search, and little memory: an eighth of
a byte and half a byte for each word of the heap.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_PART = 18  # bits: memory is divided into parts of so many bytes, each as large as V8's smallest page
_WORDS = 1 << _PART - 3  # words in a part
_HASH = np.uint64(0x9E3779B97F4A7C15)
_POPULATION = np.array([bin(byte).count("1") for byte in range(256)], np.int32)
_BELOW = np.array([(1 << bit) - 1 for bit in range(8)], np.uint8)


class Index:
    """Numbers of objects by address. `addresses` are untagged, ascending, all multiples of 8."""

    def __init__(self, addresses: Array) -> None:
        parts = addresses >> np.uint64(_PART)
        new = np.ones(len(parts), bool)
        new[1:] = parts[1:] != parts[:-1]
        self.parts = parts[new]  # ascending
        self._place_parts()
        self._bits = np.empty(len(self.parts) * _WORDS // 8, np.uint8)
        firsts = np.flatnonzero(new).tolist()
        for number, (first, last) in enumerate(zip(firsts, [*firsts[1:], len(addresses)])):
            inside = (addresses[first:last] & np.uint64((1 << _PART) - 1)) >> np.uint64(3)
            marks = np.zeros(_WORDS, np.uint8)
            marks[inside.astype(np.int64)] = 1
            self._bits[number * _WORDS // 8 : (number + 1) * _WORDS // 8] = np.packbits(marks, bitorder="little")
        counts = _POPULATION.take(self._bits)
        self._before = np.cumsum(counts, dtype=np.int32)
        self._before -= counts

    def _place_parts(self) -> None:
        """A table by hash: which part lies where; what has the same hash as another goes into the next free place."""
        bits = max(8, int(2 * len(self.parts)).bit_length() + 1)
        self._shift = np.uint64(64 - bits)
        self._keys = np.full((1 << bits) + len(self.parts) + 1, -1, np.int64)
        self._values = np.zeros(len(self._keys), np.int64)
        self._probes = 1
        for number, (part, place) in enumerate(zip(self.parts.tolist(), self._hash(self.parts).tolist())):
            probes = 1
            while self._keys[place] >= 0:
                place, probes = place + 1, probes + 1
            self._keys[place], self._values[place] = part, number
            self._probes = max(self._probes, probes)

    def _hash(self, parts: Array) -> Array:
        return ((parts * _HASH) >> self._shift).astype(np.int64)

    def find(self, addresses: Array) -> Array:
        """Number of the object that begins at each untagged address, -1 where none does, as int32."""
        if not len(self.parts):
            return np.full(len(addresses), -1, np.int32)
        parts = (addresses >> np.uint64(_PART)).astype(np.uint64)
        places = self._hash(parts)
        parts = parts.astype(np.int64)
        found = self._keys.take(places) == parts
        values: Array = self._values.take(places)
        missing = np.flatnonzero(~found)
        for probe in range(1, self._probes):
            if not len(missing):
                break
            place = places[missing] + probe
            hit = self._keys.take(place) == parts[missing]
            there = missing[hit]
            found[there] = True
            values[there] = self._values.take(place[hit])
            missing = missing[~hit]
        words = (addresses >> np.uint64(3)).astype(np.int64) & _WORDS - 1
        words += values * _WORDS
        bytes_, bits = words >> 3, words & 7
        masks = self._bits.take(bytes_)
        below = _BELOW.take(bits)
        numbers: Array = self._before.take(bytes_)
        numbers += _POPULATION.take(masks & below)
        found &= masks & (below + np.uint8(1)) != 0
        found &= addresses & np.uint64(7) == 0
        numbers[~found] = -1
        return numbers
