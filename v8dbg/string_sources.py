"""The strings of a heap that have characters of their own, read many at once: src/objects/string.h. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from .errors import Error
from .heap import Heap
from .limits import MAX_STRING
from .objects import HEAP_TAG
from .session import Session
from .string_words import Words, pack, stretches
from .strings import ExternalString, external_data

Array = Any  # numpy.ndarray, whose types old numpy does not tell

SEQUENTIAL, EXTERNAL, CONS, SLICED, THIN = range(5)
HUGE = 1 << 19  # code units of a string that is compared a piece after the other
_PIECE = 1 << 20  # code units of such a piece
_TOGETHER = 4096  # external strings that are packed at once


class Forms:
    """What the maps of strings say: the form and the bytes of a code unit; -1 of what is no map of strings."""

    def __init__(self, session: Session) -> None:
        layout = session.layout
        self.session = session
        names = ("seq", "external", "cons", "sliced", "thin")  # as the numbers above
        self._names = {layout.constant("String.representation", name): number for number, name in enumerate(names)}
        self._representation = layout.bits("String.type", "representation")
        self._one_byte = layout.bits("String.type", "one_byte")
        self._behind = layout.type("SYMBOL_TYPE")  # the first instance type that is no string's
        self._known: Dict[int, Tuple[int, int]] = {}

    def of(self, map_word: int) -> Tuple[int, int]:
        """(form, bytes of a code unit)"""
        found = self._known.get(map_word)
        if found is None:
            try:
                kind = self.session.instance_type(map_word)
            except Error:
                kind = self._behind
            found = -1, 1
            if kind < self._behind:
                form = self._names.get(self._representation.of(kind), -1)
                found = form, 1 if self._one_byte.of(kind) else 2
            self._known[map_word] = found
        return found

    def of_kinds(self, maps: List[int]) -> Tuple[Array, Array]:
        """The same for each of some maps, as arrays; 0 stands for no map."""
        found = [self.of(word) if word else (-1, 1) for word in maps]
        return np.array([form for form, _ in found], np.int64), np.array([width for _, width in found], np.int64)


@dataclass
class Part:
    """Some strings of a source: which they are, their code units, their characters."""

    numbers: Array
    lengths: Array
    words: Words


class Sequential:
    """Strings whose characters follow their header: addresses (untagged) ascend, with size and bytes of a unit."""

    def __init__(self, heap: Heap, addresses: Array, sizes: Array, widths: Array) -> None:
        self.heap, self.addresses, self.sizes, self.widths = heap, addresses, sizes, widths
        layout = heap.session.layout
        self._length = layout.offset("String", "length")
        self._chars = layout.offset("SeqOneByteString", "chars")

    def parts(self, numbers: Array) -> Iterator[Part]:
        """Of some of them, ascending. What cannot be read, or claims more characters than it has, is left out."""
        addresses, sizes, widths = (each.take(numbers) for each in (self.addresses, self.sizes, self.widths))
        read = self.heap.session.process.read_through
        for first, last, start, size in stretches(addresses, sizes):
            raw = read(start, size)
            raw += bytes(-len(raw) % 8)
            cells = np.frombuffer(raw, np.uint64)
            at = addresses[first:last].astype(np.int64) - start
            good = at + sizes[first:last] <= len(raw)
            lengths = np.frombuffer(raw, np.uint32).take(np.where(good, at + self._length, 0) >> 2).astype(np.int64)
            good &= lengths * widths[first:last] + self._chars <= sizes[first:last]
            kept: Any = slice(None) if good.all() else good
            lengths, begins = lengths[kept], (at[kept] + self._chars) >> 3
            yield Part(numbers[first:last][kept], lengths, pack(cells, begins, lengths, widths[first:last][kept]))

    def length(self, number: int) -> int:
        """Code units of one, 0 where memory is missing."""
        raw = self.heap.session.process.read_some(int(self.addresses[number]) + self._length, 4)
        return int.from_bytes(raw, "little") if len(raw) == 4 else 0

    def place(self, number: int) -> int:
        """Where its characters are."""
        return int(self.addresses[number]) + self._chars


class External:
    """Strings whose characters the embedder keeps: `outside` are their bytes, of those that share them of one alone."""

    def __init__(self, heap: Heap, addresses: Array) -> None:
        self.heap = heap
        forms, found, seen = Forms(heap.session), [], set()
        for address in addresses.tolist():
            try:
                view = ExternalString(heap.session, address + HEAP_TAG)
                place, length, width = external_data(view), view.length, forms.of(view.map_word)[1]
            except Error:
                continue
            if length > MAX_STRING or length and not heap.session.process.readable(place + length * width - 1):
                continue
            found.append((address, place, length, width, 0 if place in seen else length * width))
            seen.add(place)
        self.addresses: Array = np.array([each[0] for each in found], np.uint64)
        self.places = [each[1] for each in found]
        self.lengths, self.widths, self.outside = (
            np.array([each[part] for each in found], np.int64) for part in (2, 3, 4))  # fmt: skip

    def parts(self, numbers: Array) -> Iterator[Part]:
        """Of some of them; what cannot be read is left out."""
        for begin in range(0, len(numbers), _TOGETHER):
            raws, kept, starts, length = [], [], [], 0
            for number in numbers[begin : begin + _TOGETHER].tolist():
                size = int(self.lengths[number] * self.widths[number])
                raw = self.heap.session.process.read_some(self.places[number], size)
                if len(raw) == size:
                    raws.append(raw + bytes(-size % 8))
                    kept.append(number)
                    starts.append(length >> 3)
                    length += len(raws[-1])
            which, begins = np.array(kept, np.int64), np.array(starts, np.int64)
            cells, lengths = np.frombuffer(b"".join(raws), np.uint64), self.lengths.take(which)
            yield Part(which, lengths, pack(cells, begins, lengths, self.widths.take(which)))


@dataclass(frozen=True)
class Long:
    """A huge string: `number` is the caller's."""

    number: int
    place: int
    length: int
    width: int


def same_texts(session: Session, strings: List[Long]) -> List[List[Long]]:
    """Those of some huge strings that are equal, group by group; each is read once, and no further than it differs."""
    by_length: Dict[int, List[Long]] = {}
    for each in strings:
        by_length.setdefault(each.length, []).append(each)
    groups = [group for group in by_length.values() if len(group) > 1]
    done: List[List[Long]] = []
    while groups:
        group = groups.pop()
        done += _apart(session, group)
    return done


def _apart(session: Session, group: List[Long]) -> List[List[Long]]:
    """The same of strings of one length."""
    pending: List[Tuple[int, List[Long]]] = [(0, group)]
    done: List[List[Long]] = []
    while pending:
        at, group = pending.pop()
        if at >= group[0].length:
            done.append(group)
            continue
        alike: Dict[bytes, List[Long]] = {}
        for each in group:
            count = min(_PIECE, each.length - at)
            raw = session.process.read_some(each.place + at * each.width, count * each.width)
            if len(raw) == count * each.width:
                alike.setdefault(_narrowed(raw, each.width), []).append(each)
        pending += [(at + _PIECE, same) for same in alike.values() if len(same) > 1]
    return done


def _narrowed(raw: bytes, width: int) -> bytes:
    """Code units of two bytes as one each where all are so small."""
    if width == 2:
        units = np.frombuffer(raw, np.uint16)
        if (units < 256).all():
            return units.astype(np.uint8).tobytes()
    return raw
