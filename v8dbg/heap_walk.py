"""Objects one after another, as they lie on a page.

What cannot be an object is passed over to the next place that can be one; how many bytes that were, and where,
is kept: a walk never ends because something is corrupt. Where the collector has marked but not yet swept a page,
only what is marked is taken: the maps of dead objects may be gone (src/heap/mark-compact.cc). Of what a collection in
progress has moved, the place where it was counts as free.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from .errors import Corrupt, Error, NotFound
from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_pages import SWEEPING_DONE, SWEEPING_PENDING, Page, mark_bits, page_size, sweeping
from .heap_sizes import Sizes
from .objects import HEAP_TAG, TAG_MASK
from .process import PAGE
from .session import PerSession


class Entry(NamedTuple):
    """One object of a page."""

    address: int  # tagged
    map_word: int
    size: int  # bytes


@dataclass
class Passed:
    """A stretch of a page that holds no objects: why not."""

    start: int
    end: int
    reason: str


@dataclass
class PageWalk:
    """What one walk over a page found besides its objects."""

    page: Page
    objects: int = 0
    used: int = 0  # bytes of objects
    free: int = 0  # bytes of fillers and free space
    unused: int = 0  # bytes in which no object was allocated yet
    corrupt: List[Passed] = field(default_factory=list)


class Walker:
    """Walks pages of one heap."""

    def __init__(self, heap: Heap) -> None:
        self.heap, self.session = heap, heap.session
        self.sizes = Sizes.of_heap(heap)
        self._free: Set[int] = set()  # maps of free space and fillers
        self._other: Set[int] = set()

    def page(self, space: Space, page: Page, into: Optional[PageWalk] = None) -> Iterator[Entry]:
        """Every object of a page in order, free space left out; `into` gets the sums."""
        walk = into if into is not None else PageWalk(page)
        if space.is_large:
            yield from self.part(walk, page.area_start, page.area_end, single=True)
            return
        end = page.area_end
        if page.heap == 0:  # read-only: cut off behind its last object
            end = min(end, page.high_water_mark)
        part = self.marked if self.is_marked(space, page) else self.part
        at = page.area_start
        for low, high in unused_of_page(self.heap, page):
            yield from part(walk, at, low)
            walk.unused += high - low
            at = high
        yield from part(walk, at, end)

    def is_marked(self, space: Space, page: Page) -> bool:
        """Do mark bits tell which objects of a page are alive, the others being there still?"""
        if page.heap == 0 or space.is_young and not space.is_paged:
            return False
        state = sweeping(self.session, page)
        return state == SWEEPING_PENDING or state != SWEEPING_DONE and not self._loses_its_marks(page)

    def _loses_its_marks(self, page: Page) -> bool:
        """Is the sweeper at its last step with a page, where it clears the bits from the first one on?

        Then there is nothing dead behind the first that is left (Sweeper::RawSweep in src/heap/sweeper.cc)."""
        try:
            bits = int.from_bytes(self.marks(page), "little")
        except Error:
            return False
        first = page.start + 8 * _next_bit(bits, 0, (page.area_end - page.start) // 8)
        walk = PageWalk(page)
        there = list(self.part(walk, first, page.area_end))
        return not walk.corrupt and there == list(self.marked(PageWalk(page), first, page.area_end))

    def part(self, walk: PageWalk, at: int, end: int, single: bool = False) -> Iterator[Entry]:
        """The objects of a part of a page that is full of them."""
        size_of, u64 = self.sizes.size, self.session.process.u64
        while at < end:
            try:
                map_word = u64(at)
                size = size_of(at, map_word)
                if at + size > end:
                    raise Corrupt(f"the object at {at + HEAP_TAG:#x} would end behind its page")
            except Error as error:
                moved = self._moved(at)
                if moved and at + moved <= end:
                    walk.free += moved
                    at += moved
                    continue
                following = end if single else self._resume(at, end)
                walk.corrupt.append(Passed(at, following, str(error)))
                at = following
                continue
            if self.is_free(map_word):
                walk.free += size
            else:
                walk.objects += 1
                walk.used += size
                yield Entry(at + HEAP_TAG, map_word, size)
            if single:
                return
            at += size

    def marked(self, walk: PageWalk, at: int, end: int) -> Iterator[Entry]:
        """The marked objects of a page that is not swept yet."""
        try:
            bits = int.from_bytes(self.marks(walk.page), "little")
        except Error as error:
            walk.corrupt.append(Passed(at, end, f"what is alive there cannot be told: {error}"))
            return
        base = walk.page.start
        while at < end:
            following = _next_bit(bits, (at - base) // 8, (end - base) // 8)
            walk.free += base + 8 * following - at
            at = base + 8 * following
            if at >= end:
                return
            try:
                map_word = self.session.process.u64(at)
                size = self.sizes.size(at, map_word)
                if at + size > end:
                    raise Corrupt(f"the object at {at + HEAP_TAG:#x} would end behind its page")
            except Error as error:
                walk.corrupt.append(Passed(at, at + 8, str(error)))
                at += 8
                continue
            if self.is_free(map_word):
                walk.free += size
            else:
                walk.objects += 1
                walk.used += size
                yield Entry(at + HEAP_TAG, map_word, size)
            at += size

    def marks(self, page: Page) -> bytes:
        """The mark bits of a page, one for each word from its start on. Raises Fault, and NotFound where no page of
        data tells where they lie."""
        data_page = next(iter(self.heap.space("old_space").pages), None)
        if data_page is None:
            raise NotFound("the old space has no page")
        address = mark_bits(self.session, page, data_page)
        return self.session.process.read(address, page_size(self.session) // 64)

    def is_free(self, map_word: int) -> bool:
        """Is this the map of free space or of a filler?"""
        if map_word in self._other:
            return False
        if map_word not in self._free:
            layout = self.session.layout
            free = (layout.type("FREE_SPACE_TYPE"), layout.type("FILLER_TYPE"))
            (self._free if self.session.instance_type(map_word) in free else self._other).add(map_word)
        return map_word in self._free

    def moved_to(self, at: int) -> int:
        """Where a collection in progress has moved the object that was at an untagged address, 0 of what it did not."""
        raw = self.session.process.read_some(at, 8)
        there = int.from_bytes(raw, "little")
        moved = len(raw) == 8 and there & TAG_MASK == 0 and there != at and self.heap.page_of(there) is not None
        return there if moved else 0

    def _moved(self, at: int) -> int:
        """Bytes of an object that a collection in progress has moved: its map word is where it is now; 0 of others."""
        try:
            there = self.moved_to(at)
            return self.sizes.size(there, self.session.process.u64(there)) if there else 0
        except Error:
            return 0

    def _resume(self, at: int, end: int) -> int:
        """The next place behind `at` from which on a few objects follow one another, behind missing memory too."""
        at += 8
        while at < end:
            raw = self.session.process.read_some(at, end - at)
            words = struct.unpack(f"<{len(raw) // 8}Q", raw[: len(raw) // 8 * 8])
            for number, word in enumerate(words):
                if word & TAG_MASK == HEAP_TAG and self._plausible(at + 8 * number, end):
                    return at + 8 * number
            at = (at + len(raw)) // PAGE * PAGE + PAGE
        return end

    def _plausible(self, at: int, end: int, count: int = 3) -> bool:
        for _ in range(count):
            try:
                at += self.sizes.size(at, self.session.process.u64(at))
            except Error:
                return False
            if at >= end:
                return at == end
        return True


def _next_bit(bits: int, number: int, end: int) -> int:
    """The first set bit from `number` on, `end` where there is none before it."""
    rest = bits >> number
    if not rest:
        return end
    return min(end, number + (rest & -rest).bit_length() - 1)


_walkers: PerSession[Dict[int, Walker]] = PerSession()


def walker_of(heap: Heap) -> Walker:
    """The walker of a heap, with the sizes that it knows by now."""
    known = _walkers.setdefault(heap.session, {})
    if heap.address not in known or known[heap.address].heap is not heap:
        known[heap.address] = Walker(heap)
    return known[heap.address]


def objects(heap: Heap) -> Iterator[Entry]:
    """Every object of a heap."""
    walker = walker_of(heap)
    for space, page in heap.pages():
        yield from walker.page(space, page)


def object_at(heap: Heap, address: int) -> Tuple[Space, Page, Entry]:
    """The object that holds an address. Raises NotFound where the heap holds none there, saying why."""
    found = heap.page_of(address)
    if found is None:
        raise NotFound(f"{address:#x} is in no page of the heap")
    space, page = found
    if address < page.area_start or address >= page.area_end:
        raise NotFound(f"{address:#x} is in the header or behind the end of a page of the {space.name}")
    for entry in walker_of(heap).page(space, page):
        if entry.address - HEAP_TAG <= address < entry.address - HEAP_TAG + entry.size:
            return space, page, entry
        if entry.address > address + HEAP_TAG:
            break
    raise NotFound(f"{address:#x} is in free space of the {space.name}")
