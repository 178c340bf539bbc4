"""Strings that a heap has several times, and the bytes that all but one of each waste. Needs numpy.

A string counts where it has characters of its own, or is made of others: then it has the bytes of its header alone.
Parts of strings (SlicedString) and forwardings (ThinString) are views of one that is counted. Equal are strings of the
same code units, however V8 keeps them; hashes only tell which are to be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Iterator, List, Optional, Tuple, Union

import numpy as np

from .arrays import runs, unique
from .heap import Heap
from .ropes import Ropes
from .string_sources import CONS, EXTERNAL, HUGE, SEQUENTIAL, External, Forms, Long, Part, Sequential, same_texts
from .string_words import batches, equal, firsts, is_short, join, keys, mixed

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Progress = Callable[[int, int], Optional[bool]]  # (bytes done, bytes in all); True asks to stop

Source = Union[Sequential, External, Ropes]

_TOGETHER = 1 << 24  # words of strings that are compared at once
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass
class Duplicates:
    """One entry of `copies`, `kept`, `wasted`, `lengths` for each text that several strings have.

    The members of group i are `addresses[first[i]:first[i + 1]]` (untagged), with `sizes`: bytes on the heap
    and of the characters outside of it. `kept` is the place of the largest among them, which would be enough; `wasted`
    are the bytes of the others. `seen`: how many strings were compared, and their bytes."""

    heap: Heap
    addresses: Array  # uint64
    sizes: Array  # int64
    first: Array  # int64[n + 1]
    copies: Array  # int64
    kept: Array  # int64
    wasted: Array  # int64
    lengths: Array  # int64: code units
    seen: Tuple[int, int]
    outside: int  # of the bytes of all strings those outside of the heap
    partial: bool = False

    def __len__(self) -> int:
        return len(self.copies)

    def members(self, group: int) -> Array:
        """The addresses of one group."""
        return self.addresses[int(self.first[group]) : int(self.first[group + 1])]

    def group_of(self, address: int) -> int:
        """Which group a string is in, -1 if in none."""
        found = np.nonzero(self.addresses == np.uint64(address))[0]
        return int(np.searchsorted(self.first, int(found[0]), side="right")) - 1 if len(found) else -1

    def only(self, groups: List[int]) -> Duplicates:
        """Some of the groups, which ascend."""
        chosen: Array = np.array(groups, np.int64)
        copies = self.copies.take(chosen)
        members = runs(self.first.take(chosen), copies)
        first = firsts(copies)
        kept = first[:-1] + self.kept.take(chosen) - self.first.take(chosen)
        return replace(self, addresses=self.addresses.take(members), sizes=self.sizes.take(members), first=first,
                       copies=copies, kept=kept, wasted=self.wasted.take(chosen),
                       lengths=self.lengths.take(chosen))  # fmt: skip


class _Strings:
    """All strings that are compared, numbered: sequential ones, external ones, those made of others."""

    def __init__(self, heap: Heap, addresses: Array, forms: Array, widths: Array, sizes: Array) -> None:
        self.heap = heap
        plain = np.nonzero(forms == SEQUENTIAL)[0]
        apart = np.nonzero(forms == EXTERNAL)[0]
        linked = np.nonzero(forms == CONS)[0]
        self.plain = Sequential(heap, addresses.take(plain), sizes.take(plain), widths.take(plain))
        self.external = External(heap, addresses.take(apart))
        self.ropes = Ropes(heap, addresses.take(linked))
        at = np.searchsorted(addresses, self.external.addresses)
        rope_at = np.searchsorted(addresses, self.ropes.addresses)
        self.addresses: Array = np.concatenate([self.plain.addresses, self.external.addresses, self.ropes.addresses])
        own = sizes.take(at) + self.external.outside
        self.sizes: Array = np.concatenate([self.plain.sizes, own, sizes.take(rope_at)])
        self.starts = (0, len(plain), len(plain) + len(self.external.addresses), len(self.addresses))
        self._sources: Tuple[Source, ...] = (self.plain, self.external, self.ropes)

    def __len__(self) -> int:
        return len(self.addresses)

    def huge(self) -> List[Long]:
        """Those that are too long to be packed."""
        found = []
        for number in np.nonzero(self.plain.sizes >= HUGE)[0].tolist():
            length = self.plain.length(number)
            if length >= HUGE and length * int(self.plain.widths[number]) < int(self.plain.sizes[number]):
                found.append(Long(number, self.plain.place(number), length, int(self.plain.widths[number])))
        for number in np.nonzero(self.external.lengths >= HUGE)[0].tolist():
            found.append(Long(self.starts[1] + number, self.external.places[number],
                              int(self.external.lengths[number]), int(self.external.widths[number])))  # fmt: skip
        return found

    def parts(self, numbers: Array) -> Iterator[Part]:
        """The characters of some of them, ascending; what cannot be read is left out."""
        for source, low, high in zip(self._sources, self.starts, self.starts[1:]):
            first, last = np.searchsorted(numbers, [low, high]).tolist()
            if first < last:
                for part in source.parts(numbers[first:last] - low):
                    part.numbers = part.numbers + low
                    yield part


class _Keys:
    """What stands for each string's text: `good` where it was read."""

    def __init__(self, count: int) -> None:
        self.one: Array = np.zeros(count, np.uint64)
        self.two: Array = np.zeros(count, np.uint64)
        self.lengths: Array = np.zeros(count, np.int64)
        self.wide: Array = np.zeros(count, bool)
        self.good: Array = np.zeros(count, bool)

    def take(self, part: Part) -> None:
        self.one[part.numbers], self.two[part.numbers] = keys(part.words)
        self.lengths[part.numbers], self.wide[part.numbers] = part.lengths, part.words.wide
        self.good[part.numbers] = True

    def hashes(self, numbers: Array) -> Array:
        """One number for each of some strings."""
        found = mixed(self.one.take(numbers)) ^ self.two.take(numbers)
        found = mixed(found) ^ (self.lengths.take(numbers) * 2 + self.wide.take(numbers)).astype(np.uint64) * _ODD
        return found

    def alike(self, left: Array, right: Array) -> Array:
        """Which strings have the same keys as others."""
        same = (self.one.take(left) == self.one.take(right)) & (self.two.take(left) == self.two.take(right))
        same &= self.lengths.take(left) == self.lengths.take(right)
        return same & (self.wide.take(left) == self.wide.take(right))


def find(
    heap: Heap, addresses: Array, kinds: Array, maps: List[int], sizes: Array, progress: Optional[Progress] = None
) -> Duplicates:
    """The duplicates among some objects of a heap: untagged addresses that ascend, indices into `maps`, bytes.

    `progress` is called now and then; where it answers True, only what was read by then is compared."""
    form_of, width_of = Forms(heap.session).of_kinds(maps)
    forms = form_of.take(kinds)
    chosen = np.nonzero(forms >= 0)[0]
    forms = forms.take(chosen)
    strings = _Strings(heap, addresses.take(chosen), forms, width_of.take(kinds.take(chosen)), sizes.take(chosen))
    huge = strings.huge()
    told, partial = _Keys(len(strings)), False
    ordinary = np.ones(len(strings), bool)
    ordinary[[each.number for each in huge]] = False
    done, whole = 0, int(strings.sizes.sum())
    for part in strings.parts(np.nonzero(ordinary)[0]):
        told.take(part)
        done += int(strings.sizes.take(part.numbers).sum())
        partial = progress is not None and bool(progress(done, whole))
        if partial:
            break
    numbers, groups = _groups(strings, told)
    found, count = [(numbers, groups)], len(numbers)
    for group in [] if partial else same_texts(heap.session, huge):
        found.append((np.array([each.number for each in group]), np.full(len(group), count)))
        told.lengths[found[-1][0]], count = group[0].length, count + 1
    told.good[[each.number for each in huge if not partial]] = True
    seen = int(told.good.sum()), int(strings.sizes[told.good].sum())
    outside = int(strings.external.outside.sum())
    numbers, groups = (np.concatenate([each[place] for each in found]) for place in (0, 1))
    return _made(strings, told.lengths, numbers, groups, seen, outside, partial)


def _groups(strings: _Strings, told: _Keys) -> Tuple[Array, Array]:
    """(numbers, group of each) of strings that are not alone, by group and number."""
    numbers = np.nonzero(told.good)[0]
    bits = np.uint64(max(len(strings), 1).bit_length())
    # a hash with the number in its last bits is sorted much faster than numbers by their hashes
    both = told.hashes(numbers) >> bits << bits | numbers.astype(np.uint64)
    both.sort()
    hashes = both >> bits
    numbers = (both ^ hashes << bits).astype(np.int64)
    done: List[Tuple[Array, Array]] = []
    count = 0
    while len(numbers):
        starts = np.ones(len(numbers), bool)
        starts[1:] = hashes[1:] != hashes[:-1]
        groups = np.cumsum(starts) - 1
        several = np.bincount(groups).take(groups) > 1
        numbers, hashes, groups, starts = (each[several] for each in (numbers, hashes, groups, starts))
        if not len(numbers):
            break
        groups = np.cumsum(starts) - 1
        leaders = numbers[starts].take(groups)
        same = told.alike(leaders, numbers)
        check = np.nonzero(same & ~starts & ~is_short(told.lengths.take(numbers), told.wide.take(numbers)))[0]
        same[check] = _compare(strings, told, leaders.take(check), numbers.take(check))
        several = np.bincount(groups[same], minlength=int(groups[-1]) + 1).take(groups) > 1
        done.append((numbers[same & several], groups[same & several] + count))
        count += int(groups[-1]) + 1
        numbers, hashes = numbers[~same], hashes[~same]  # of other texts with the same hash
    if not done:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate([each for each, _ in done]), np.concatenate([each for _, each in done])


def _compare(strings: _Strings, told: _Keys, leaders: Array, numbers: Array) -> Array:
    """Which of some strings, none of them empty, have all the words of their leaders; so many at once as fit."""
    counts = (told.lengths.take(numbers) * (1 + told.wide.take(numbers)) + 7) >> 3
    same, place = np.zeros(len(numbers), bool), np.zeros(len(strings), np.int64)
    for begin, end in batches(counts, _TOGETHER):
        both = unique(np.concatenate([leaders[begin:end], numbers[begin:end]]))
        parts = list(strings.parts(both))
        words = join([part.words for part in parts])
        both = np.concatenate([part.numbers for part in parts])
        parts.clear()
        place[both] = np.arange(len(both))
        same[begin:end] = equal(words, place.take(leaders[begin:end]), place.take(numbers[begin:end]))
    return same


def _made(
    strings: _Strings, lengths: Array, numbers: Array, groups: Array, seen: Tuple[int, int], outside: int, partial: bool
) -> Duplicates:
    addresses, sizes = strings.addresses.take(numbers), strings.sizes.take(numbers)
    starts = np.ones(len(groups), bool)
    starts[1:] = groups[1:] != groups[:-1]
    first = np.nonzero(starts)[0]
    copies = np.diff(np.append(first, len(groups)))
    most = np.maximum.reduceat(sizes, first) if len(first) else np.zeros(0, np.int64)
    total = np.add.reduceat(sizes, first) if len(first) else np.zeros(0, np.int64)
    largest = np.nonzero(sizes == np.repeat(most, copies))[0]
    kept = largest.take(np.searchsorted(largest, first))
    return Duplicates(strings.heap, addresses, sizes, np.append(first, len(groups)), copies, kept, total - most,
                      lengths.take(numbers.take(first)), seen, outside, partial)  # fmt: skip
