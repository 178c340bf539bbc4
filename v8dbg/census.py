"""Every object of a heap as arrays: address, map and size. Needs numpy.

One part of a page after another is read into the same buffer and taken apart at once, while it is in the processor's
cache. Sizes come from the same formulas as heap_walk's; where something is no object, the rest of the part is walked by
heap_walk, which knows how to go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, List, Optional, Tuple

import numpy as np

from .errors import Error
from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_pages import Page
from .heap_walk import Entry, PageWalk, Passed, Walker, walker_of
from .map_table import MapTable
from .objects import HEAP_TAG
from .page_objects import objects_of
from .session import Session

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Progress = Callable[[int, int], Optional[bool]]  # (bytes done, bytes in all); True asks to stop
# (number of the first object, address of the first word, words, index of each object's first word, kinds, maps by now)
Visit = Callable[[int, int, Array, Array, Array, List[int]], None]

_SMALL = 32  # bytes; objects are rarely so small on the average
_TOLD = 1 << 22  # bytes from one call of Progress to the next


@dataclass
class Census:
    """One entry for each object, by ascending address: `addresses` untagged, `kinds` indices into `maps`, `sizes` in
    bytes. `partial` where the user has interrupted it; `unseen`: (first number, end) of objects that were not visited,
    all where they have `moved`: then numbers that a visitor was given are others by now."""

    addresses: Array  # uint64
    kinds: Array  # int32
    sizes: Array  # int64
    maps: List[int]
    free: int = 0  # bytes of fillers and free space
    unused: int = 0  # bytes in which no object was allocated yet
    corrupt: List[Passed] = field(default_factory=list)
    partial: bool = False
    unseen: List[Tuple[int, int]] = field(default_factory=list)
    moved: bool = False

    def __len__(self) -> int:
        return len(self.addresses)


class _Taker:
    """Collects what is found, in arrays with room for `expected` objects: what is not used of it takes no memory, and
    gathering pieces would take as much again."""

    def __init__(self, heap: Heap, expected: int, visit: Optional[Visit]) -> None:
        self.heap, self.walker, self._visit = heap, walker_of(heap), visit
        self._unseen: List[Tuple[int, int]] = []
        self.maps = MapTable(self.walker)
        self.free = self.unused = self.count = 0
        self.corrupt: List[Passed] = []
        self._addresses: Array = np.empty(expected, np.uint64)
        self._kinds: Array = np.empty(expected, np.int32)
        self._sizes: Array = np.empty(expected, np.int64)
        self._in_order = True
        self._words: Array = np.empty(1 << 15, np.int64)

    def take(self, start: int, at: Array, kinds: Array, sizes: Array, words: Optional[Array] = None) -> None:
        """Objects of a part of a page, `at` in words from its start on; its words, where they are at hand."""
        free = self.maps.is_free.take(kinds)
        if free.any():
            self.free += int(sizes[free].sum())
            real = (~free).nonzero()[0]
            at, kinds, sizes = at.take(real), kinds.take(real), sizes.take(real)
        if not len(at):
            return
        first, self.count = self.count, self.count + len(at)
        if self.count > len(self._addresses):
            for array in (self._addresses, self._kinds, self._sizes):
                array.resize(self.count + (self.count >> 3), refcheck=False)
        self._in_order &= not first or start + 8 * int(at[0]) > int(self._addresses[first - 1])
        into = self._addresses[first : self.count]
        np.multiply(at, 8, out=into, casting="unsafe")
        into += np.uint64(start)
        self._kinds[first : self.count] = kinds
        self._sizes[first : self.count] = sizes
        if words is None:
            self._unseen.append((first, self.count))
        elif self._visit is not None:
            self._visit(first, start, words, at, kinds, self.maps.words)

    def entries(self, walk: PageWalk, found: List[Entry]) -> None:
        """What heap_walk found on a page."""
        self.free += walk.free
        self.unused += walk.unused
        self.corrupt += walk.corrupt
        if found:
            start = found[0].address - HEAP_TAG
            at = np.array([(each.address - HEAP_TAG - start) // 8 for each in found], np.int64)
            kinds = np.array([self.maps.of(each.map_word) for each in found], np.int64)
            self.take(start, at, kinds, np.array([each.size for each in found], np.int64))

    def page(self, space: Space, page: Page) -> None:
        """Every object of a page."""
        if space.is_large:
            walk = PageWalk(page)
            self.entries(walk, list(self.walker.page(space, page, walk)))
            return
        marked = self.walker.is_marked(space, page)
        for low, high in self._parts(page):
            words = self._read(low, high)
            bits = _marks_of(self.walker, page, low, high) if marked else None
            if len(words) < (high - low) // 8 or marked and bits is None:
                # memory is missing, perhaps inside an object: V8's holes have none
                self._careful(page, low, high, marked)
                continue
            found = objects_of(self.maps, words, low, None if bits is None else _next_marks(bits))
            self.take(low, found.at, found.kinds, found.sizes, words)
            end = low + 8 * found.end
            self.free += end - low - int(found.sizes.sum())  # between marked objects
            if end < high:
                self._careful(page, end, high, marked)

    def _parts(self, page: Page) -> Iterator[Tuple[int, int]]:
        """(first byte, end) of every part of a page that objects fill."""
        end = min(page.area_end, page.high_water_mark) if page.heap == 0 else page.area_end
        at = page.area_start
        for low, high in unused_of_page(self.heap, page):
            if at < low:
                yield at, low
            self.unused += high - low
            at = high
        if at < end:
            yield at, end

    def _read(self, low: int, high: int) -> Array:
        """Words, fewer where memory is missing; they are overwritten by the next call."""
        count = (high - low) // 8
        if count > len(self._words):
            self._words = np.empty(count, np.int64)
        have = self.heap.session.process.read_into(low, memoryview(self._words[:count]).cast("B"))
        return self._words[: have // 8]

    def _careful(self, page: Page, start: int, end: int, marked: bool) -> None:
        """The rest of a part of a page behind something that is no object."""
        walk = PageWalk(page)
        found = self.walker.marked(walk, start, end) if marked else self.walker.part(walk, start, end)
        self.entries(walk, list(found))

    def census(self, partial: bool) -> Census:
        """All that was taken, by address."""
        for array in (self._addresses, self._kinds, self._sizes):
            array.resize(self.count, refcheck=False)
        addresses, kinds, sizes = self._addresses, self._kinds, self._sizes
        if not self._in_order:  # pages that overlap
            order = np.argsort(addresses, kind="stable")
            addresses, kinds, sizes = addresses.take(order), kinds.take(order), sizes.take(order)
        return Census(
            addresses, kinds, sizes, self.maps.words, self.free, self.unused, self.corrupt, partial,
            self._unseen if self._in_order else [(0, self.count)], not self._in_order,
        )


def census(heap: Heap, progress: Optional[Progress] = None, visit: Optional[Visit] = None) -> Census:
    """Every object of a heap. `progress` is called now and then; where it answers True, the census ends there. `visit`
    is called for each part of a page, while its words are at hand: it must not keep them."""
    pages = sorted(heap.pages(), key=lambda each: each[1].start)
    whole = heap.size
    taken = _Taker(heap, whole // _SMALL + 1, visit)
    done = told = 0
    partial = False
    for space, page in pages:
        taken.page(space, page)
        done += page.area_end - page.area_start
        if progress is not None and (done - told >= _TOLD or done == whole):
            told, partial = done, bool(progress(done, whole))
            if partial:
                break
    return taken.census(partial)


def _marks_of(walker: Walker, page: Page, low: int, high: int) -> Optional[Array]:
    """Of each word of a range whether a marked object begins there; None where that is not known, of a page of another
    size than mark bits are for too."""
    try:
        bits = np.unpackbits(np.frombuffer(walker.marks(page), np.uint8), bitorder="little")
    except Error:
        return None
    found = bits[(low - page.start) // 8 : (high - page.start) // 8]
    return found if len(found) == (high - low) // 8 else None


def _next_marks(marks: Array) -> Array:
    """Of each word, and of the end, the first marked one from there on."""
    count = len(marks)
    found: Array = np.where(marks, np.arange(count), count)
    return np.append(np.minimum.accumulate(found[::-1])[::-1], count)


def warn_of_passed(session: Session, passed: int) -> None:
    """What commands say of bytes that are no objects and should be: once, whichever of them comes upon it."""
    if passed:
        session.warn(f"{passed} bytes of the heap are no objects; `v8verify` tells where")


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
