"""Every object of a heap as arrays: address, map and size. Needs numpy.

All pages are walked at once, one object of each in a step: what follows depends on the object before it, but not on
other pages. Sizes come from the same formulas as heap_walk's; where an object is odd, the rest of its page is walked
by heap_walk, which knows how to go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, List, Optional, Set, Tuple

import numpy as np

from .errors import Error
from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_pages import Page, is_swept
from .heap_sizes import Sizes
from .heap_walk import PageWalk, Passed, Walker, walker_of
from .objects import HEAP_TAG

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Progress = Callable[[int, int], None]  # (bytes done, bytes in all)

_BATCH = 512  # pages read at once
_HASH, _HASH_SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(64 - 18)  # of a map's address, to 18 bits


@dataclass
class Census:
    """One entry for each object, in no order: `addresses` untagged, `kinds` indices into `maps`, `sizes` in bytes."""

    addresses: Array
    kinds: Array
    sizes: Array
    maps: List[int]
    free: int = 0  # bytes of fillers and free space
    unused: int = 0  # bytes in which no object was allocated yet
    corrupt: List[Passed] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.addresses)


class _Maps:
    """What is known of each map, in arrays that grow."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.sizes = walker, walker.sizes
        self.words: List[int] = []
        self._bad: Set[int] = set()
        self._sorted: Array = np.zeros(0, np.uint64)  # the words in order, and which map each is
        self._order: Array = np.zeros(0, np.int64)
        self._words: Array = np.zeros(64, np.uint64)
        self._slots: Array = np.zeros(1 << 64 - int(_HASH_SHIFT), np.int64)  # by hash of the word: which map
        self.is_free: Array = np.zeros(64, bool)
        self.special: Array = np.zeros(64, bool)  # no single word tells the size
        tables: List[Array] = [np.zeros(64, np.int64) for _ in range(6)]
        self.fixed, self.header, self.word, self.shift, self.mask, self.unit = tables

    def of(self, words: Array) -> Array:
        """Index of each map word, -1 of what is no map."""
        slots = (words * _HASH) >> _HASH_SHIFT
        kinds = self._slots.take(slots)
        if (self._words.take(kinds) == words).all():
            return kinds
        return self._look(words)

    def _look(self, words: Array) -> Array:
        """The same without the table of hashes, in which another map may have the place; adds what is new."""
        kinds = self._search(words)
        unknown = kinds < 0
        if unknown.any():
            for word in np.unique(words[unknown]):
                self._add(int(word))
            kinds = self._search(words)
        return kinds

    def _search(self, words: Array) -> Array:
        if not len(self._sorted):
            return np.full(len(words), -1)
        at: Array = np.searchsorted(self._sorted, words)
        at[at == len(self._sorted)] = 0
        return np.where(self._sorted.take(at) == words, self._order.take(at), -1)

    def _add(self, word: int) -> None:
        if word in self._bad:
            return
        try:
            fixed, formula = self.sizes.of_map(word)
            simple = self.sizes.from_one_word(formula) if formula is not None else None
            free = self.walker.is_free(word)
        except Error:
            self._bad.add(word)
            return
        number = len(self.words)
        if number == len(self.is_free):
            self._grow()
        self.is_free[number], self.special[number] = free, formula is not None and simple is None
        for table, value in zip(self._tables(), (fixed, *(simple or (0, 0, 0, 0, 0)))):
            table[number] = value
        place = int(np.searchsorted(self._sorted, np.uint64(word)))
        self._sorted = np.insert(self._sorted, place, np.uint64(word))
        self._order = np.insert(self._order, place, number)
        self.words.append(word)
        self._words[number] = word
        self._slots[int(np.uint64(word * int(_HASH) % (1 << 64)) >> _HASH_SHIFT)] = number

    def _tables(self) -> Tuple[Array, ...]:
        return self.fixed, self.header, self.word, self.shift, self.mask, self.unit

    def _grow(self) -> None:
        self.is_free = np.concatenate([self.is_free, np.zeros_like(self.is_free)])
        self.special = np.concatenate([self.special, np.zeros_like(self.special)])
        self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        grown: List[Array] = [np.concatenate([table, np.zeros_like(table)]) for table in self._tables()]
        self.fixed, self.header, self.word, self.shift, self.mask, self.unit = grown


class _Taker:
    """Collects what the steps find."""

    def __init__(self) -> None:
        self.addresses: List[Array] = []
        self.kinds: List[Array] = []
        self.sizes: List[Array] = []
        self.free = self.unused = 0
        self.corrupt: List[Passed] = []

    def take(self, addresses: Array, kinds: Array, sizes: Array) -> None:
        self.addresses.append(addresses)
        self.kinds.append(kinds)
        self.sizes.append(sizes)


def census(heap: Heap, progress: Optional[Progress] = None) -> Census:
    """Every object of a heap. `progress` is called now and then."""
    walker = walker_of(heap)
    maps, taken = _Maps(walker), _Taker()
    together, alone = _divide(heap)
    whole = sum(page.area_end - page.area_start for _, page in together + alone)
    done = 0
    for first in range(0, len(together), _BATCH):
        batch = [page for _, page in together[first : first + _BATCH]]
        _walk_together(heap, batch, maps, taken)
        done += sum(page.area_end - page.area_start for page in batch)
        if progress is not None:
            progress(done, whole)
    for space, page in alone:
        _walk_alone(walker, space, page, maps, taken)

    def joined(parts: List[Array], kind: Any) -> Array:
        return np.concatenate(parts).astype(kind, copy=False) if parts else np.zeros(0, kind)

    return Census(
        joined(taken.addresses, np.uint64), joined(taken.kinds, np.int32), joined(taken.sizes, np.int64),
        maps.words, taken.free, taken.unused, taken.corrupt,
    )


def _divide(heap: Heap) -> Tuple[List[Tuple[Space, Page]], List[Tuple[Space, Page]]]:
    """(pages to walk together, those to walk one by one: large ones, and what is not swept yet)."""
    together: List[Tuple[Space, Page]] = []
    alone: List[Tuple[Space, Page]] = []
    for space, page in heap.pages():
        swept = page.heap == 0 or space.is_young or is_swept(heap.session, page)
        (alone if space.is_large or not swept else together).append((space, page))
    return together, alone


def _walk_alone(walker: Walker, space: Space, page: Page, maps: _Maps, taken: _Taker) -> None:
    walk = PageWalk(page)
    entries = list(walker.page(space, page, walk))
    _take_walk(walk, [(each.address - HEAP_TAG, each.map_word, each.size) for each in entries], maps, taken)


def _take_walk(walk: PageWalk, entries: List[Tuple[int, int, int]], maps: _Maps, taken: _Taker) -> None:
    taken.free += walk.free
    taken.unused += walk.unused
    taken.corrupt += walk.corrupt
    if entries:
        words = np.array([word for _, word, _ in entries], dtype=np.uint64)
        starts = np.array([start for start, _, _ in entries], dtype=np.uint64)
        taken.take(starts, maps.of(words), np.array([size for _, _, size in entries], dtype=np.int64))


def _segments(heap: Heap, pages: List[Page], taken: _Taker) -> Iterator[Tuple[int, int, int]]:
    """(number of the page, first byte, end) of every part of a page that objects fill."""
    for number, page in enumerate(pages):
        end = min(page.area_end, page.high_water_mark) if page.heap == 0 else page.area_end
        at = page.area_start
        for low, high in unused_of_page(heap, page):
            if at < low:
                yield number, at, low
            taken.unused += high - low
            at = high
        if at < end:
            yield number, at, end


def _walk_together(heap: Heap, pages: List[Page], maps: _Maps, taken: _Taker) -> None:
    segments = list(_segments(heap, pages, taken))
    # only what holds objects is read, segment after segment, in one array
    data, starts, ends, bases = [], [], [], []
    length = 0
    for _, low, high in segments:
        raw = heap.session.process.read_some(low, high - low)
        if len(raw) < high - low:  # memory is missing, perhaps inside an object: V8's holes have none
            _careful(walker_of(heap), low, high, maps, taken)
            continue
        words = np.frombuffer(raw, dtype=np.uint64)
        data.append(words)
        starts.append(length)
        bases.append(low - 8 * length)
        length += len(words)
        ends.append(length)
    if data:
        _steps(heap, np.concatenate(data), np.array(starts), np.array(ends), np.array(bases), maps, taken)


def _steps(heap: Heap, words: Array, at: Array, end: Array, base: Array, maps: _Maps, taken: _Taker) -> None:
    """Walks all segments: `at` and `end` are indices of words, `base` the address of index 0 of each segment."""
    walker = walker_of(heap)
    live = at < end
    at, end, base = at[live], end[live], base[live]
    while len(at):
        kinds = maps.of(words.take(at))
        sizes = _sizes(words, at, base, kinds, maps, walker.sizes)
        following = at + (sizes >> 3)
        good = (sizes > 0) & (following <= end)
        if not good.all():
            for number in np.nonzero(~good)[0]:
                _careful(walker, int(base[number] + 8 * at[number]), int(base[number] + 8 * end[number]), maps, taken)
            at, end, base, kinds, sizes = at[good], end[good], base[good], kinds[good], sizes[good]
            following = following[good]
        free = maps.is_free.take(kinds)
        starts = base + 8 * at
        if free.any():
            taken.free += int(sizes[free].sum())
            used = ~free
            starts, kinds, sizes = starts[used], kinds[used], sizes[used]
        taken.take(starts, kinds, sizes)
        at = following
        live = at < end
        if not live.all():
            at, end, base = at[live], end[live], base[live]


def _sizes(words: Array, at: Array, base: Array, kinds: Array, maps: _Maps, sizes: Sizes) -> Array:
    """Bytes of each object, 0 of what is none."""
    found: Array = maps.fixed.take(kinds, mode="wrap")
    varying = np.nonzero(found == 0)[0]
    if len(varying):
        kind = kinds.take(varying)
        place = at.take(varying) + maps.word.take(kind, mode="wrap")
        count = words.take(place, mode="clip") >> maps.shift.take(kind, mode="wrap").astype(np.uint64)
        count = count.astype(np.int64) & maps.mask.take(kind, mode="wrap")
        body = count * maps.unit.take(kind, mode="wrap")
        found[varying] = (maps.header.take(kind, mode="wrap") + body + 7) & -8
        for number in varying[maps.special.take(kind, mode="wrap") & (kind >= 0)]:
            start = int(base[number] + 8 * at[number])
            try:
                found[number] = sizes.size(start, maps.words[kinds[number]])
            except Error:
                found[number] = 0
    found[kinds < 0] = 0
    return found


def _careful(walker: Walker, start: int, end: int, maps: _Maps, taken: _Taker) -> None:
    """The rest of a page behind something that is no object."""
    walk = PageWalk(Page(start, 0, 0, 0, 0, start, end, 0, 0))
    entries = [(each.address - HEAP_TAG, each.map_word, each.size) for each in walker.part(walk, start, end)]
    _take_walk(walk, entries, maps, taken)


def sums_by_page(taken: Census, pages: List[Page]) -> List[Tuple[int, int]]:
    """(number of objects, their bytes) of each page."""
    order = sorted(range(len(pages)), key=lambda number: pages[number].start)
    starts = np.array([pages[number].start for number in order], dtype=np.uint64)
    at = np.searchsorted(starts, taken.addresses, side="right") - 1
    counts = np.bincount(at, minlength=len(pages)).tolist()
    sizes = np.bincount(at, weights=taken.sizes, minlength=len(pages)).tolist()
    found = [(0, 0)] * len(pages)
    for place, number in enumerate(order):
        found[number] = int(counts[place]), int(sizes[place])
    return found
