"""Linear allocation areas: parts of pages that are reserved for objects to come and hold none yet.

Each allocator keeps top and limit of its own (src/heap/linear-allocation-area.h); between them lies what was
there before. The allocators are members of the isolate, of its spaces and of its threads' local heaps: they are
recognized by what they hold, for no two other neighbouring words are ordered addresses inside one page.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Optional, Set, Tuple

from .errors import Error
from .heap import Heap, Space, heaps
from .heap_pages import Page, is_swept, page_size
from .heap_sizes import Sizes
from .session import PerSession

Area = Tuple[int, int]  # first byte, end

_SPACE_BYTES = 0x500
_BEHIND_HEAP = 0x4000  # bytes of the Isolate from its Heap on that are searched
_HEAP_BYTES = 0x2000  # of the Heap, whose pointers are followed
_POINTED = 0x800  # bytes searched where a pointer leads to
_BACK = 0x60  # bytes of an object in which it points back to what it belongs to
_LEVELS = 6  # pointers followed one after another
_MOST_POINTED = 1 << 16


def unused_areas(heap: Heap) -> Dict[int, List[Area]]:
    """Page's start -> the parts of its area that no object was ever allocated in, or not yet, in order."""
    found: Dict[int, List[Area]] = {}
    tops: Dict[int, int] = {}
    for page, top, limit, is_own in _areas(heap):
        _add(found, page, top, limit)
        # an empty area that a pointer led to may be of long ago, with objects behind it
        tops[page.start] = max(tops.get(page.start, 0), top if top < limit or is_own else 0)
    _young(heap, found, tops)
    return found


def _add(found: Dict[int, List[Area]], page: Page, top: int, limit: int) -> None:
    areas = found.setdefault(page.start, [])
    if top < limit and (top, limit) not in areas:
        areas.append((top, limit))
        areas.sort()


def _young(heap: Heap, found: Dict[int, List[Area]], tops: Dict[int, int]) -> None:
    """The new space is filled page by page: all behind the last top is unused.

    So it is where the limit is at the top, as while somebody is told of each object (--track-heap-objects)."""
    for space in heap.spaces:
        if space.name != "new_space" or space.is_paged:
            continue
        pages = {page.start: number for number, page in enumerate(space.pages)}
        current = max((pages[start] for start in tops if start in pages), default=None)
        if current is None:
            continue
        page = space.pages[current]
        top = tops[page.start] or page.area_end
        found[page.start] = [area for area in found[page.start] if area[0] < top]
        _add(found, page, top, page.area_end)
        for later in space.pages[current + 1 :]:
            found[later.start] = [(later.area_start, later.area_end)]


def _areas(heap: Heap) -> Iterator[Tuple[Page, int, int, bool]]:
    """(page, top, limit, whether a member of isolate or spaces) of every allocation area."""
    if heap.session.layout.constant("heap", "area_words") == 2:
        yield from _pairs(heap)
        return
    seen = set()
    sizes = Sizes.of_heap(heap)
    for user in heaps(heap.session) if heap.shared else (heap,):
        for start, size, pointed in _places(user):
            for place, before, page, top, limit in _triples(heap, start, size):
                # an allocator outside of isolate and spaces points to its own area or to its heap just before it
                # (src/heap/main-allocator.h, concurrent-allocator.h): stacks, lists of code, and other words of an
                # allocator do not
                if (top, limit) not in seen and (not pointed or before in (place, user.address, heap.address)):
                    seen.add((top, limit))
                    if not pointed or _fits(heap, sizes, page, top, limit):
                        yield page, top, limit, not pointed


def _fits(heap: Heap, sizes: Sizes, page: Page, top: int, limit: int) -> bool:
    """Does an object of the page end at `top`, one begin at `limit`? Freed memory still has areas of long ago in it."""
    try:
        if limit != page.area_end:
            sizes.size(limit, heap.session.process.u64(limit))
    except Error:
        return False
    if page.heap and not is_swept(heap.session, page):
        return True  # between marked objects lies anything
    at = page.area_start
    while at < top:
        try:
            at += sizes.size(at, heap.session.process.u64(at))
        except Error:
            return True  # another area before this one, or what a collection has moved
    return at == top


def _places(heap: Heap) -> Iterator[Tuple[int, int, bool]]:
    """(address, bytes, found by following a pointer) of what may contain an allocation area."""
    yield heap.isolate.address, heap.address + _BEHIND_HEAP - heap.isolate.address, False
    seen = set()
    for space in heap.spaces:
        yield space.address, _SPACE_BYTES, False
        seen.add(space.address)
    yield from _pointed(heap, seen)


def _pointed(heap: Heap, seen: Set[int]) -> Iterator[Tuple[int, int, bool]]:
    """What the Heap's members lead to, and the local heaps of its threads with what they lead to.

    Those belong to a list and, as their allocators do, point back to what they belong to (src/heap/local-heap.h)."""
    owners = {heap.address}
    level = _pointers(heap, heap.address, _HEAP_BYTES)
    for space in heap.spaces:
        level += _pointers(heap, space.address, _SPACE_BYTES)
    for depth in range(_LEVELS):
        following: List[int] = []
        for address in level:
            if address in seen or heap.isolate.address <= address < heap.address + _BEHIND_HEAP:
                continue
            seen.add(address)
            if len(seen) > _MOST_POINTED:
                return
            belongs = not owners.isdisjoint(heap.session.process.some_words(address, _BACK // 8))
            if belongs:
                following += _pointers(heap, address, _POINTED)
                owners.add(address)
            if belongs or not depth:
                yield address, _POINTED, True
        level = following


def _pointers(heap: Heap, address: int, size: int) -> List[int]:
    words = heap.session.process.some_words(address, size // 8)
    return [word for word in words if word & 7 == 0 and word >> 16 and not word >> 47]


def _triples(heap: Heap, address: int, size: int) -> Iterator[Tuple[int, int, Page, int, int]]:
    """(where they are, the word before, page, top, limit) of neighbouring words start <= top <= limit inside a page."""
    some = heap.session.process.some_words
    words = [*(some(address - 8, 1) or [0]), *some(address, size // 8), 0]
    page = page_size(heap.session)
    rows = zip(words, words[1:], words[2:], words[3:], words[4:])
    for number, (before, start, top, limit, behind) in enumerate(rows):
        if start <= top <= limit and start >> 16 and start != limit and not (start | top | limit) & 7:
            begin = start & -page
            if (limit - 1) & -page == begin and not start >> 47:
                # what goes on ascending is a list, as memory behind a space or the isolate may have one: of a page's
                # code (CodeObjectRegistry in src/heap/code-object-registry.h)
                if begin < before < start or limit < behind < begin + page:
                    continue
                found = _area(heap, start, limit)
                if found is not None:
                    yield address + 8 * number, before, found[1], top, limit


def _pairs(heap: Heap) -> Iterator[Tuple[Page, int, int, bool]]:
    """Where an area has no start: the first two words of a Space that lie in one of its own pages."""
    for space in heap.spaces:
        words = heap.session.process.some_words(space.address, _SPACE_BYTES // 8)
        for top, limit in zip(words, words[1:]):
            # where V8 counts allocated bytes the new space's limit is lowered to the byte that is counted next
            found = _area(heap, top, limit) if top <= limit and not top & 7 else None
            if found is not None and found[0] is space:
                yield found[1], top, limit & -8, True
                break


def _area(heap: Heap, start: int, limit: int) -> Optional[Tuple[Space, Page]]:
    found = heap.page_of(start)
    if found is None or found[0].is_large or not found[1].area_start <= start <= limit <= found[1].area_end:
        return None
    return found


_unused: PerSession[Dict[int, Tuple[Heap, Dict[int, List[Area]]]]] = PerSession()


def unused_of_page(heap: Heap, page: Page) -> List[Area]:
    """The parts of a page that hold no objects yet, in order."""
    if heap.lender is not None and page.heap == heap.lender.address:
        heap = heap.lender
    known = _unused.setdefault(heap.session, {})
    kept = known.get(heap.address)
    if kept is None or kept[0] is not heap:
        kept = known[heap.address] = heap, unused_areas(heap)
    return kept[1].get(page.start, [])
