"""What an Isolate owns outside of V8's heap: C++ objects that the garbage collector asks for roots.

Where their pointers lie differs from build to build and no symbol tells. Most of these objects begin with the
address of their isolate, or point back to what owns them: they are known by that, and by what must follow.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Sequence, Tuple

from .errors import Fault
from .heap import Heap
from .objects import HEAP_TAG, TAG_MASK
from .session import PerSession, Session

_BEHIND_HEAP = 0x10000  # bytes of the Isolate from its Heap on that are searched: the largest has 33,000
_HEADER = 64  # bytes of an object that are read at first


Owned = Tuple[int, int, Tuple[int, ...]]  # (place of the pointer, address, first words)

_owned: PerSession[Dict[int, Tuple[Heap, List[Owned]]]] = PerSession()


def is_pointer(word: int) -> bool:
    """May a word be the address of a C++ object?"""
    return not word & 7 and 1 << 16 <= word < 1 << 47


def is_reference(word: int) -> bool:
    """May a word be a strong reference to an object of the heap?"""
    return word & TAG_MASK == HEAP_TAG and 1 << 16 <= word < 1 << 47


def isolate_words(heap: Heap) -> Tuple[int, ...]:
    """The Isolate's memory, perhaps with some of what lies behind it."""
    start = heap.isolate.address
    return heap.session.process.some_words(start, (heap.address - start + _BEHIND_HEAP) // 8)


def owned(heap: Heap) -> List[Owned]:
    """Every object that an Isolate's pointer leads to and that begins with the address of the isolate."""
    known = _owned.setdefault(heap.session, {})
    kept = known.get(heap.address)
    if kept is None or kept[0] is not heap:
        kept = known[heap.address] = heap, list(_find_owned(heap))
    return kept[1]


def _find_owned(heap: Heap) -> Iterator[Owned]:
    start, seen = heap.isolate.address, set()
    for number, word in enumerate(isolate_words(heap)):
        if is_pointer(word) and word not in seen and word != start:
            seen.add(word)
            found = heap.session.process.some_words(word, _HEADER // 8)
            if found and found[0] == start:
                yield start + 8 * number, word, found


def lists(found: Sequence[int], count_first: bool) -> Iterator[Tuple[int, int, int]]:
    """(number of the word, begin, count) of what may be V8's DetachableVector (data, capacity, size) among words, or,
    not `count_first`, std::vector (begin, end, end of its memory)."""
    for number in range(len(found) - 2):
        first, second, third = found[number : number + 3]
        if not is_pointer(first):
            continue
        if count_first and 0 < third <= second < 1 << 24:
            yield number, first, third
        elif not count_first and first < second <= third < first + (1 << 28) and not (second | third) & 7:
            yield number, first, (second - first) // 8


def references(session: Session, start: int, end: int) -> Iterator[Tuple[int, int]]:
    """(place, word) of every word from start to end that may be a reference."""
    for number, word in enumerate(session.process.some_words(start, max(0, end - start) // 8)):
        if is_reference(word):
            yield start + 8 * number, word


def are_objects(session: Session, found: Sequence[int]) -> bool:
    """Do tagged words lead to objects, every one?"""
    return all(instance_type(session, word) >= 0 for word in found)


def instance_type(session: Session, word: int) -> int:
    """The instance type of the object that a tagged word leads to, -1 where it leads to none."""
    map_word = _map_of(session, word)
    meta = session.layout.type("MAP_TYPE")
    if map_word and session.readable_instance_type(map_word) is not None:
        above = _map_of(session, map_word)
        if above and session.readable_instance_type(above) == meta:
            return session.instance_type(map_word)
    return -1


def _map_of(session: Session, word: int) -> int:
    try:
        found = session.process.u64(word - HEAP_TAG) if is_reference(word) else 0
    except Fault:
        return 0
    return found if is_reference(found) else 0
