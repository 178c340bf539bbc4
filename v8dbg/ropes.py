"""The characters of strings that are made of others, many at once: src/objects/string.h. Needs numpy.

V8 only links two strings that are added (a ConsString) and copies them when somebody asks for the characters. All
strings are taken apart together, a level in a step, until only parts with characters are left.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from .arrays import runs, unique
from .bulk import gather, index_of, spans
from .errors import Error
from .heap import Heap
from .limits import MAX_ROPE
from .objects import HEAP_TAG
from .string_sources import CONS, EXTERNAL, SEQUENTIAL, SLICED, THIN, Forms, Part
from .string_words import batches, pack, stretches
from .strings import text

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_TOGETHER = 1 << 24  # code units that are put together at once
_SMI_SHIFT = 32


class Ropes:
    """Of some ConsStrings (addresses untagged, ascending) those that count as strings: no half of another of them, not
    copied yet (then V8 keeps the copy as the only half), and of at most MAX_ROPE code units."""

    def __init__(self, heap: Heap, addresses: Array) -> None:
        self.heap, self._forms, self._pages = heap, Forms(heap.session), spans(heap)
        offset = heap.session.layout.offset
        self._length = offset("String", "length")
        self._halves = offset("ConsString", "first"), offset("ConsString", "second")
        self._sliced = offset("SlicedString", "parent"), offset("SlicedString", "offset")
        self._actual = offset("ThinString", "actual")
        words, first, second = self._gather(addresses, self._length & -8, *self._halves)
        lengths = self._of_word(words)
        halves = (unique(np.concatenate([first, second])) - HEAP_TAG).astype(np.uint64)
        whole = (index_of(halves, addresses) < 0) & (lengths <= MAX_ROPE)
        whole &= self._lengths_of(second) > 0
        self.addresses, self.lengths = addresses[whole], lengths[whole]

    def _gather(self, addresses: Array, *offsets: int) -> List[Array]:
        return gather(self.heap, addresses, offsets, self._pages)

    def _fields(self, addresses: Array, back: Array) -> Dict[int, Array]:
        """{offset: the word there} of all that a string may have, `back` telling which string each entry is of."""
        offsets = sorted({0, self._length & -8, *self._halves, *self._sliced, self._actual})
        return {offset: words.take(back) for offset, words in zip(offsets, self._gather(addresses, *offsets))}

    def _of_word(self, words: Array) -> Array:
        return words >> 8 * (self._length & 7) & 0xFFFFFFFF

    def _lengths_of(self, strings: Array) -> Array:
        """Code units of strings by their tagged addresses, in any order."""
        each = unique(strings)
        (words,) = self._gather((each - HEAP_TAG).astype(np.uint64), self._length & -8)
        return self._of_word(words).take(np.searchsorted(each, strings))

    def parts(self, numbers: Array) -> Iterator[Part]:
        """The characters of some of them. One whose parts disagree, or cannot be read, is left out."""
        for begin, end in batches(self.lengths.take(numbers), _TOGETHER):
            yield self._put_together(numbers[begin:end])

    def _put_together(self, numbers: Array) -> Part:
        lengths = self.lengths.take(numbers)
        room = (lengths + 3) & -4  # each begins with a word
        begins = np.cumsum(room) - room
        units: Array = np.zeros(int(room.sum()), np.uint16)
        bad = np.zeros(len(numbers), bool)
        for owner, at, node, start, count, width in self._leaves(numbers, bad):
            self._copy(units, begins, bad, (owner, at, node, start, count), width)
        good = np.nonzero(~bad)[0]
        lengths = lengths.take(good)
        widths = np.full(len(good), 2)
        return Part(numbers.take(good), lengths, pack(units.view(np.uint64), begins.take(good) >> 2, lengths, widths))

    def _leaves(self, numbers: Array, bad: Array) -> Iterator[Tuple[Array, Array, Array, Array, Array, int]]:
        """(which rope, place in it, untagged address, first unit, units) of parts, and the bytes of a unit, 0 of
        external strings; of all parts of a level at once."""
        owner = np.arange(len(numbers))
        node = self.addresses.take(numbers).astype(np.int64)
        at, start, count = np.zeros_like(owner), np.zeros_like(owner), self.lengths.take(numbers)
        for _ in range(2 * MAX_ROPE):
            if not len(owner):
                return
            each = unique(node)
            at_offset = self._fields(each.astype(np.uint64), np.searchsorted(each, node))
            words = at_offset[self._length & -8]
            kinds = unique(at_offset[0])
            kind = np.searchsorted(kinds, at_offset[0])
            forms, widths = (each_.take(kind) for each_ in self._forms.of_kinds(kinds.tolist()))
            fits = (start >= 0) & (start + count <= self._of_word(words))
            bad[owner[(forms < 0) | ~fits]] = True
            fits &= ~bad[owner]
            for form, width in ((SEQUENTIAL, 1), (SEQUENTIAL, 2), (EXTERNAL, 0)):
                leaf = np.nonzero(fits & (forms == form) & ((widths == width) | (width == 0)))[0]
                if len(leaf):
                    found = [each_.take(leaf) for each_ in (owner, at, node, start, count)]
                    yield found[0], found[1], found[2], found[3], found[4], width
            first, second = (at_offset[offset] for offset in self._halves)
            below = [self._into_halves(np.nonzero(fits & (forms == CONS))[0], owner, at, first, second, start, count)]
            moved = start + (at_offset[self._sliced[1]] >> _SMI_SHIFT)
            for form, within, begin in ((SLICED, self._sliced[0], moved), (THIN, self._actual, start)):
                chosen = np.nonzero(fits & (forms == form))[0]
                below.append((owner.take(chosen), at.take(chosen), at_offset[within].take(chosen) - HEAP_TAG,
                              begin.take(chosen), count.take(chosen)))  # fmt: skip
            owner, at, node, start, count = (np.concatenate([each_[part] for each_ in below]) for part in range(5))
            kept = (count > 0) & ~bad[owner]
            owner, at, node, start, count = (each_[kept] for each_ in (owner, at, node, start, count))
        bad[owner] = True  # it contains itself

    def _into_halves(
        self, chosen: Array, owner: Array, at: Array, one: Array, two: Array, start: Array, count: Array
    ) -> Tuple[Array, Array, Array, Array, Array]:
        owner, at, one, two, start, count = (each.take(chosen) for each in (owner, at, one, two, start, count))
        boundary = self._lengths_of(one)
        left = np.clip(boundary - start, 0, count)
        return (np.concatenate([owner, owner]), np.concatenate([at, at + left]),
                np.concatenate([one, two]) - HEAP_TAG,
                np.concatenate([start, np.maximum(start - boundary, 0)]),
                np.concatenate([left, count - left]))  # fmt: skip

    def _copy(self, units: Array, begins: Array, bad: Array, leaves: Tuple[Array, ...], width: int) -> None:
        """Puts parts of one width into their places."""
        session = self.heap.session
        if not width:
            for owner, at, node, start, count in zip(*(each.tolist() for each in leaves)):
                try:
                    characters = text(session.heap_object(node + HEAP_TAG), start + count)
                    raw = characters.encode("utf-16-le", "surrogatepass")[2 * start :]
                    units[begins[owner] + at : begins[owner] + at + count] = np.frombuffer(raw, np.uint16)
                except Error:
                    bad[owner] = True
            return
        owner, at, node, start, count = leaves
        name = "SeqOneByteString" if width == 1 else "SeqTwoByteString"
        places = node + session.layout.offset(name, "chars") + start * width
        order = np.argsort(places, kind="stable")
        owner, at, count, places = (each.take(order) for each in (owner, at, count, places))
        target = begins.take(owner) + at
        for first, last, begin, _ in stretches(places.astype(np.uint64), count * width):
            end = int((places[first:last] + count[first:last] * width).max())
            raw = session.process.read_through(begin - begin % 2, end - begin + begin % 2)
            raw += bytes(-len(raw) % width)
            cells = np.frombuffer(raw, np.uint8 if width == 1 else np.uint16)
            source = (places[first:last] - (begin - begin % 2)) // width
            good = source + count[first:last] <= len(cells)
            bad[owner[first:last][~good]] = True
            kept = np.nonzero(good)[0]
            wanted = count[first:last].take(kept)
            units[runs(target[first:last].take(kept), wanted)] = cells.take(runs(source.take(kept), wanted))
