"""Many words of a heap at once. Needs numpy.

Pages are read whole, one after another in the order of their addresses: a million words cost no more than the bytes
between them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Iterator, List, Optional, Tuple

import numpy as np

from .heap import Heap
from .heap_areas import unused_of_page

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_FEW = 24  # objects of a page whose words are cheaper to read alone
_CHUNK = 1 << 24  # bytes read at once of a page that is larger


def spans(heap: Heap) -> List[Tuple[int, int]]:
    """(first byte, end) of where the objects of each page lie, by address."""
    return sorted((page.area_start, page.area_end) for _, page in heap.pages())


def gather(
    heap: Heap, addresses: Array, offsets: Tuple[int, ...], pages: Optional[List[Tuple[int, int]]] = None
) -> List[Array]:
    """For each offset the words that lie there in the objects at ascending untagged addresses, whose lowest bits do not
    count; 0 where memory is missing. int64, so that old numpy takes them for indices too. Who asks often gives `spans`
    of the heap."""
    read = heap.session.process.read_through
    found: List[Array] = [np.zeros(len(addresses), np.int64) for _ in offsets]
    most = max(offsets) + 8
    pages = spans(heap) if pages is None else pages
    if len(addresses):
        begin = bisect_right(pages, (int(addresses[0]), 1 << 64)) - 1
        pages = pages[max(begin, 0) : bisect_right(pages, (int(addresses[-1]), 1 << 64))]
    for start, end in pages if len(addresses) else ():
        first, last = np.searchsorted(addresses, np.array([start, end], np.uint64)).tolist()
        if first == last:
            continue
        if last - first <= _FEW:
            for number in range(first, last):
                raw = read(int(addresses[number]) & -8, most)
                for words, offset in zip(found, offsets):
                    if len(raw) >= offset + 8:
                        words[number] = int.from_bytes(raw[offset : offset + 8], "little", signed=True)
            continue
        low, high = int(addresses[first]) & -8, (int(addresses[last - 1]) & -8) + most
        raw = read(low, high - low)
        raw += bytes(high - low - len(raw))
        page = np.frombuffer(raw, np.int64)
        at = (addresses[first:last] - np.uint64(low)).astype(np.int64) >> 3
        for words, offset in zip(found, offsets):
            words[first:last] = page.take(at + offset // 8)
    return found


def pieces(heap: Heap) -> Iterator[Tuple[int, Array]]:
    """(address of the first word, words) of all that objects fill, by address; what is missing is left out."""
    for _, page in sorted(heap.pages(), key=lambda each: each[1].start):
        at = page.area_start
        for low, high in [*unused_of_page(heap, page), (page.area_end, page.area_end)]:
            for begin in range(at, low, _CHUNK):
                raw = heap.session.process.read_through(begin, min(_CHUNK, low - begin))
                if len(raw) >= 8:
                    yield begin, np.frombuffer(raw[: len(raw) & -8], np.int64)
            at = high


def places(heap: Heap, wanted: Array, masked: int = -1) -> Tuple[Array, Array]:
    """(address, word) of every word of a heap that is among `wanted` once it is and-ed with `masked`."""
    found: List[Tuple[Array, Array]] = []
    values: Array = np.unique(np.asarray(wanted, np.int64))
    for start, words in pieces(heap):
        kept = words if masked == -1 else words & masked
        hits = np.nonzero(kept == values[0] if len(values) == 1 else _among(kept, values))[0]
        if len(hits):
            found.append((np.uint64(start) + 8 * hits.astype(np.uint64), kept.take(hits)))
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate([at for at, _ in found]), np.concatenate([words for _, words in found])


def _among(words: Array, values: Array) -> Array:
    """Which words are among some sorted values; the first look is at their range, which is quick."""
    near = (words >= values[0]) & (words <= values[-1])
    hits = np.nonzero(near)[0]
    at = np.searchsorted(values, words.take(hits))
    near[hits] = values.take(at, mode="clip") == words.take(hits)
    return near


def index_of(addresses: Array, wanted: Array) -> Array:
    """Which of ascending addresses each of `wanted` is, -1 where it is none of them."""
    if not len(addresses):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(addresses, wanted), len(addresses) - 1)
    return np.where(addresses.take(at) == wanted, at, -1)
