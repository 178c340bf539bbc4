"""Which objects native memory seems to hold: a search that believes every word. Needs numpy.

Addons and C++ code that keep tagged words outside of handles would be errors in V8's eyes, but an object that no root
holds may still be wanted by someone: any aligned word of writable memory outside of the heap that equals the address of
an object is found. Most such words are left over from earlier use: these roots are never mixed with the exact ones.
"""

from __future__ import annotations

from typing import Any, Iterator, List, Tuple

import numpy as np

from .graph import Graph
from .heap_pages import page_size
from .objects import HEAP_TAG, TAG_MASK
from .roots import Root

KIND = "native memory (conservative)"

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_CHUNK = 1 << 24  # bytes read at once


def native_roots(graph: Graph) -> List[Root]:
    """The first place of each object that a word of native memory refers to."""
    places: List[Array] = []
    targets: List[Array] = []
    process = graph.heap.session.process
    for start, end in _ranges(graph):
        for low in range(start, end, _CHUNK):
            raw = process.read_some(low, min(_CHUNK, end - low))
            words = np.frombuffer(raw[: len(raw) // 8 * 8], dtype=np.uint64)
            tagged = np.flatnonzero(words & np.uint64(TAG_MASK) == np.uint64(HEAP_TAG))
            found = words[tagged] - np.uint64(HEAP_TAG)
            at = np.searchsorted(graph.addresses, found)
            at[at == len(graph.addresses)] = 0
            held = np.flatnonzero(graph.addresses[at] == found)
            places.append(low + 8 * tagged[held])
            targets.append(found[held])
    if not places:
        return []
    words, first = np.unique(np.concatenate(targets), return_index=True)
    where = np.concatenate(places)[first]
    return [
        Root(KIND, f"a word at {place:#x}", place, target | HEAP_TAG, True)
        for place, target in zip(where.tolist(), words.tolist())
    ]


def _ranges(graph: Graph) -> Iterator[Tuple[int, int]]:
    """Writable memory without the heap's own pages, of all isolates, and what lies below the tops of stacks."""
    session = graph.heap.session
    size, heap = page_size(session), graph.heap
    tops = [thread.registers.get("rsp", 0) for thread in session.process.threads()]
    for region in session.process.regions():
        if "w" not in region.flags:
            continue
        start = max([region.start, *(top & -8 for top in tops if top in region)])
        inside = [page for _, page in heap.pages() if page.start < region.end and page.start + page.size > start]
        inside += [page for space in heap.spaces for page in space.from_pages if start <= page.start < region.end]
        for page in sorted(inside, key=lambda each: each.start):
            if start < page.start:
                yield start, page.start
            start = max(start, page.start + max(page.size, size))
        if start < region.end:
            yield start, region.end
