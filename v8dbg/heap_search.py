"""Where words stand in a heap: who refers to an object, which objects have a map. Pages are searched as bytes."""

from __future__ import annotations

from typing import Callable, Iterator, List, Set

from . import limits
from .errors import Error, Fault, NotFound
from .heap import Heap
from .heap_areas import unused_of_page
from .heap_walk import object_at
from .objects import HEAP_TAG, HeapObject, is_smi

_CHUNK = 1 << 24


def places_of_word(heap: Heap, word: int) -> Iterator[int]:
    """Address of every word of a heap that equals `word`, unused parts of pages left out.

    Raises NotFound of a heap larger than limits.MAX_SEARCHED."""
    size = heap.size
    if size > limits.MAX_SEARCHED:
        raise NotFound(f"the heap has {size >> 20} MB, and no more than {limits.MAX_SEARCHED >> 20} are searched")
    pattern = word.to_bytes(8, "little")
    for _, page in heap.pages():
        at = page.area_start
        for low, high in [*unused_of_page(heap, page), (page.area_end, page.area_end)]:
            yield from _in_range(heap, at, low, pattern)
            at = high


def _in_range(heap: Heap, start: int, end: int, pattern: bytes) -> Iterator[int]:
    process = heap.session.process
    for begin in range(start, end, _CHUNK):
        data = process.read_some(begin, min(_CHUNK, end - begin))
        at = data.find(pattern)
        while at >= 0:
            if at % 8 == 0:
                yield begin + at
            at = data.find(pattern, at + 1)


def references(heap: Heap, address: int) -> Iterator[HeapObject]:
    """Objects that hold a strong reference to a tagged address, its map's objects left out."""
    seen: Set[int] = set()
    for place in places_of_word(heap, address):
        try:
            entry = object_at(heap, place)[2]
        except NotFound:
            continue
        if entry.address not in seen and place != entry.address - HEAP_TAG:
            seen.add(entry.address)
            yield heap.session.heap_object(entry.address)


def maps_of_type(heap: Heap, number: int) -> List[int]:
    """Every map of an instance type, as far as the map of the isolate's context tells them."""
    session = heap.session
    read = session.process.u64
    metas = set()
    for word in (heap.isolate.word("context"), next(word for _, word in heap.isolate.roots() if not is_smi(word))):
        try:
            metas.add(read(read(word - HEAP_TAG) - HEAP_TAG))
        except Fault:
            continue
    found = []
    for meta in metas:
        for place in places_of_word(heap, meta):
            try:
                if session.instance_type(place + HEAP_TAG) == number:
                    found.append(place + HEAP_TAG)
            except Error:
                continue
    return found


def objects_of_map(heap: Heap, map_word: int, wanted: Callable[[HeapObject], bool]) -> Iterator[HeapObject]:
    """Every object of a map that is wanted. Words that equal the map and begin no object are told apart by walking
    their page, which takes so long that only what is wanted is worth it: `wanted` sees them too."""
    for place in places_of_word(heap, map_word):
        try:
            view = heap.session.heap_object(place + HEAP_TAG)
            if wanted(view) and object_at(heap, place)[2].address == view.address:
                yield view
        except Error:
            continue
