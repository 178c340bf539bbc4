"""Every object of a heap as arrays: address, map and size. Needs numpy.

All pages are walked at once, one object of each in a step: what follows depends on the object before it, but not on
other pages. On pages that are not swept yet each step goes on to the next object that is marked. Sizes come from the
same formulas as heap_walk's; where an object is odd, the rest of its page is walked by heap_walk, which knows how to go
on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, List, Optional, Set, Tuple

import numpy as np

from .errors import Error
from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_pages import Page, is_swept
from .heap_walk import PageWalk, Passed, Walker, walker_of
from .objects import HEAP_TAG

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Progress = Callable[[int, int], Optional[bool]]  # (bytes done, bytes in all); True asks to stop

_BATCH = 768  # pages read at once
_HASH_BITS = 18
_HASH = 0x9E3779B97F4A7C15 - (1 << 64)  # of a map's address; as a signed number, which every numpy takes for an index


@dataclass
class Census:
    """One entry for each object, by ascending address: `addresses` untagged, `kinds` indices into `maps`, `sizes` in
    bytes. `partial` where the user has interrupted it."""

    addresses: Array  # uint64
    kinds: Array  # int32
    sizes: Array  # int64
    maps: List[int]
    free: int = 0  # bytes of fillers and free space
    unused: int = 0  # bytes in which no object was allocated yet
    corrupt: List[Passed] = field(default_factory=list)
    partial: bool = False

    def __len__(self) -> int:
        return len(self.addresses)


class _Maps:
    """What is known of each map, in arrays that grow.

    `table` has a column for each map: the size of its objects is header + unit * (their word of that number >> shift
    & mask), in whole words; 0 where it takes more than one word to tell."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.sizes = walker, walker.sizes
        self.words: List[int] = []
        self._bad: Set[int] = set()
        self._sorted: Array = np.zeros(0, np.int64)  # the words in order, and which map each is
        self._order: Array = np.zeros(0, np.int64)
        self._words: Array = np.zeros(64, np.int64)
        self._slots: Array = np.zeros(1 << _HASH_BITS, np.int64)  # by hash of the word: which map
        self.is_free: Array = np.zeros(64, bool)
        self.table: Array = np.zeros((5, 64), np.int64)  # header, word, shift, mask, unit

    def of(self, words: Array) -> Array:
        """Index of each map word, -1 of what is no map."""
        kinds = self._slots.take((words * _HASH) >> 64 - _HASH_BITS & (1 << _HASH_BITS) - 1)
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
        self.is_free[number] = free
        self.table[:, number] = simple or (fixed, 0, 0, 0, 0)
        place = int(np.searchsorted(self._sorted, word))
        self._sorted = np.insert(self._sorted, place, word)
        self._order = np.insert(self._order, place, number)
        self.words.append(word)
        self._words[number] = word
        self._slots[word * (_HASH + (1 << 64)) % (1 << 64) >> 64 - _HASH_BITS] = number

    def _grow(self) -> None:
        self.is_free = np.concatenate([self.is_free, np.zeros_like(self.is_free)])
        self._words = np.concatenate([self._words, np.zeros_like(self._words)])
        self.table = np.concatenate([self.table, np.zeros_like(self.table)], axis=1)


class _Taker:
    """Collects what is found, a batch of pages after the other."""

    def __init__(self) -> None:
        self.addresses: List[Array] = []
        self.kinds: List[Array] = []
        self.sizes: List[Array] = []
        self.free = self.unused = 0
        self.corrupt: List[Passed] = []

    def take(self, addresses: Array, kinds: Array, sizes: Array) -> None:
        self.addresses.append(addresses.astype(np.uint64, copy=False))
        self.kinds.append(kinds.astype(np.int32))
        self.sizes.append(sizes.astype(np.int64, copy=False))

    def sorted(self) -> Tuple[Array, Array, Array]:
        """(addresses, kinds, sizes) of all, by address; the parts are given up."""
        found: List[Array] = []
        for parts, kind in ((self.addresses, np.uint64), (self.kinds, np.int32), (self.sizes, np.int64)):
            found.append(np.concatenate(parts) if parts else np.zeros(0, kind))
            parts.clear()
        addresses, kinds, sizes = found
        if not (addresses[1:] > addresses[:-1]).all():
            order = np.argsort(addresses, kind="stable")
            addresses, kinds, sizes = addresses.take(order), kinds.take(order), sizes.take(order)
        return addresses, kinds, sizes


def census(heap: Heap, progress: Optional[Progress] = None) -> Census:
    """Every object of a heap. `progress` is called now and then; where it answers True, the census ends there."""
    walker = walker_of(heap)
    maps, taken = _Maps(walker), _Taker()
    swept, unswept, alone = _divide(heap)
    whole = sum(page.area_end - page.area_start for _, page in heap.pages())
    done, partial = 0, False
    for marked, first in [(False, at) for at in range(0, len(swept), _BATCH)] + [
        (True, at) for at in range(0, len(unswept), _BATCH)
    ]:
        batch = (unswept if marked else swept)[first : first + _BATCH]
        _walk_together(heap, batch, maps, taken, marked)
        done += sum(page.area_end - page.area_start for page in batch)
        partial = progress is not None and bool(progress(done, whole))
        if partial:
            break
    for space, page in [] if partial else alone:
        _walk_alone(walker, space, page, maps, taken)
        done += page.area_end - page.area_start
        partial = progress is not None and bool(progress(done, whole))
        if partial:
            break
    return Census(*taken.sorted(), maps.words, taken.free, taken.unused, taken.corrupt, partial)


def _divide(heap: Heap) -> Tuple[List[Page], List[Page], List[Tuple[Space, Page]]]:
    """(pages to walk together, those of them that are not swept yet, large ones to walk one by one)."""
    swept: List[Page] = []
    unswept: List[Page] = []
    alone: List[Tuple[Space, Page]] = []
    for space, page in heap.pages():
        if space.is_large:
            alone.append((space, page))
        elif page.heap == 0 or space.is_young or is_swept(heap.session, page):
            swept.append(page)
        else:
            unswept.append(page)
    return sorted(swept, key=lambda page: page.start), sorted(unswept, key=lambda page: page.start), alone


def _walk_alone(walker: Walker, space: Space, page: Page, maps: _Maps, taken: _Taker) -> None:
    walk = PageWalk(page)
    entries = list(walker.page(space, page, walk))
    _take_walk(walk, [(each.address - HEAP_TAG, each.map_word, each.size) for each in entries], maps, taken)


def _take_walk(walk: PageWalk, entries: List[Tuple[int, int, int]], maps: _Maps, taken: _Taker) -> None:
    taken.free += walk.free
    taken.unused += walk.unused
    taken.corrupt += walk.corrupt
    if entries:
        words = np.array([word for _, word, _ in entries], dtype=np.uint64).view(np.int64)
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


def _walk_together(heap: Heap, pages: List[Page], maps: _Maps, taken: _Taker, marked: bool) -> None:
    walker, kept = walker_of(heap), []
    segments = list(_segments(heap, pages, taken))
    # only what holds objects is read, segment after segment, into one array
    words: Array = np.empty(sum(high - low for _, low, high in segments) // 8, np.int64)
    marks: Array = np.zeros(len(words) if marked else 0, bool)
    starts, ends, bases = [], [], []
    length = 0
    for number, low, high in segments:
        page = pages[number]
        raw = heap.session.process.read_through(low, high - low)
        bits = _marks_of(walker, page, low, high) if marked else None
        if len(raw) < high - low or marked and bits is None:
            # memory is missing, perhaps inside an object: V8's holes have none
            _careful(walker, page, low, high, maps, taken, marked)
            continue
        starts.append(length)
        bases.append(low - 8 * length)
        words[length : length + len(raw) // 8] = np.frombuffer(raw, dtype=np.int64)
        if bits is not None:
            marks[length : length + len(bits)] = bits
        length += len(raw) // 8
        ends.append(length)
        kept.append(page)
    if starts:
        lanes = _Lanes(walker, kept, np.array(starts), np.array(ends), np.array(bases))
        if marked:
            lanes.following = _next_marks(marks[:length])
        _steps(lanes, words, maps, taken)


def _marks_of(walker: Walker, page: Page, low: int, high: int) -> Optional[Array]:
    """Of each word of a range whether a marked object begins there; None where that is not known."""
    try:
        bits = np.unpackbits(np.frombuffer(walker.marks(page), np.uint8), bitorder="little")
    except Error:
        return None
    return bits[(low - page.start) // 8 : (high - page.start) // 8]


def _next_marks(marks: Array) -> Array:
    """Of each word, and of the end, the first marked one from there on."""
    count = len(marks)
    found: Array = np.where(marks, np.arange(count), count)
    return np.append(np.minimum.accumulate(found[::-1])[::-1], count)


@dataclass
class _Lanes:
    """Parts of pages that are walked together: `at` and `end` are indices of words, `base` is the address of index 0
    of each. `following`, of pages that are not swept, says where the next object begins that is marked."""

    walker: Walker
    pages: List[Page]
    at: Array
    end: Array
    base: Array
    following: Optional[Array] = None


def _steps(lanes: _Lanes, words: Array, maps: _Maps, taken: _Taker) -> None:
    """Walks all lanes, one object of each in a step."""
    following, bases, at, end = lanes.following, lanes.base, lanes.at, lanes.end
    lane: Array = np.arange(len(at), dtype=np.uint16)  # numpy sorts so short numbers in no time
    found: List[Tuple[Array, Array, Array, Array]] = []
    left = int((end - at).sum()) * 8  # bytes that no object was found in
    if following is not None:
        at = following.take(at)
    live = at < end
    at, end, lane = at[live], end[live], lane[live]
    while len(at):
        kinds = maps.of(words.take(at))
        header, word, shift, mask, unit = maps.table.take(kinds, axis=1, mode="wrap")
        # a header of 7 bytes more rounds up
        sizes = header + 7 + (words.take(at + word, mode="clip") >> shift & mask) * unit & -8
        behind = at + (sizes >> 3)
        good = (sizes > 0) & (behind <= end)
        good &= kinds >= 0
        if not good.all():
            for number in np.nonzero(~good)[0]:
                start, kind = int(bases[lane[number]] + 8 * at[number]), int(kinds[number])
                sizes[number] = _odd_size(maps, start, kind)
                behind[number] = at[number] + (sizes[number] >> 3)
                good[number] = sizes[number] > 0 and behind[number] <= end[number]
                if not good[number]:
                    page, stop = lanes.pages[lane[number]], int(bases[lane[number]] + 8 * end[number])
                    _careful(lanes.walker, page, start, stop, maps, taken, following is not None)
                    left -= stop - start
            if not good.all():
                at, end, lane, kinds, sizes = at[good], end[good], lane[good], kinds[good], sizes[good]
                behind = behind[good]
        found.append((lane, at, kinds.astype(np.int32), sizes))
        left -= int(sizes.sum())
        at = behind if following is None else following.take(behind)
        live = at < end
        if not live.all():
            at, end, lane = at[live], end[live], lane[live]
    taken.free += left  # between marked objects
    if found:
        _take_steps(found, bases, maps, taken)


def _take_steps(found: List[Tuple[Array, Array, Array, Array]], bases: Array, maps: _Maps, taken: _Taker) -> None:
    """What the steps found, by address: lane after lane, in each the objects in the order of the steps."""
    lane, at, kinds, sizes = (np.concatenate([step[part] for step in found]) for part in range(4))
    found.clear()
    free = maps.is_free.take(kinds)
    taken.free += int(sizes[free].sum())
    order = np.argsort(lane, kind="stable")
    order = order[~free.take(order)]
    starts = bases.take(lane.take(order)) + 8 * at.take(order)
    taken.take(starts, kinds.take(order), sizes.take(order))


def _odd_size(maps: _Maps, start: int, kind: int) -> int:
    """Bytes of an object whose size takes more than one of its words to tell; 0 of what is no object."""
    if kind < 0 or maps.table[0, kind]:
        return 0
    try:
        return maps.sizes.size(start, maps.words[kind])
    except Error:
        return 0


def _careful(
    walker: Walker, page: Page, start: int, end: int, maps: _Maps, taken: _Taker, marked: bool
) -> None:
    """The rest of a part of a page behind something that is no object."""
    walk = PageWalk(page)
    found = walker.marked(walk, start, end) if marked else walker.part(walk, start, end)
    _take_walk(walk, [(each.address - HEAP_TAG, each.map_word, each.size) for each in found], maps, taken)


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
