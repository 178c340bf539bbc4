"""Which objects of a heap hold what they should not: the words of all objects at once. Needs numpy.

What a field may hold depends on the class of what it leads to alone, and on which of true, undefined … that is. So each
declared type is asked once of each map that its fields lead to, and only objects of which something is wrong are looked
at one by one.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

import numpy as np

from .arrays import pooled, runs
from .census import Census
from .classes import accepts, all_fields, class_of
from .errors import Error
from .fields import end_by_map, is_unvisited
from .graph_edges import Chunk, Collector, Found
from .heap import Heap
from .objects import CLEARED_WEAK, HEAP_TAG, TAG_MASK, HeapObject
from .session import Session
from .workers import in_order

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_UNASKED, _ALLOWED, _WRONG = 0, 1, 2  # column 0 is that of Smis, those of maps follow
_UNIQUE = ("ODDBALL_TYPE", "HOLE_TYPE")  # of which a type may allow one object alone


class Lost(NamedTuple):
    """Words that lead to no object of the heap: the first of those that have the owner, or the target, in common."""

    owner: int  # number of the object that it lies in
    place: int  # bytes from that one's start
    target: int  # untagged
    words: int
    of_target: bool  # what is wrong is rather where they lead than what they lie in


class _Declared:
    """The types that are declared of the words of an object, by map: `codes` number the words' `types`, 0 is none."""

    def __init__(self, session: Session, samples: Array) -> None:
        self.unknown = np.zeros(len(samples), bool)  # maps whose objects must be asked themselves
        self.unique = np.zeros(len(samples), bool)  # maps of true, undefined …
        numbers: Dict[str, int] = {"": 0}
        rows: List[Tuple[int, ...]] = []
        for kind, start in enumerate(samples.tolist()):
            try:
                sample = session.heap_object(start + HEAP_TAG)
                self.unique[kind] = sample.type_name in _UNIQUE
                types = _types(sample)
            except Error:
                self.unknown[kind], types = True, []
            rows.append(tuple(numbers.setdefault(each, len(numbers)) for each in [*types, ""]))
        self.types = list(numbers)
        self.base, self.last, self.codes = pooled(rows)


def _types(obj: HeapObject) -> List[str]:
    """The declared type of each word of an object's fixed part, "" where anything may lie."""
    layout = obj.session.layout
    end = end_by_map(obj)
    found: List[str] = []
    for info in all_fields(layout, class_of(obj)):
        if info.repeated or not info.is_tagged or is_unvisited(layout, info) or end and info.offset >= end:
            continue
        found += [""] * (info.offset // 8 + 1 - len(found))
        found[info.offset // 8] = info.type
    return found


class _Asked(NamedTuple):
    """The fields of a chunk: `wrong` are positions in its nodes, `unasked` keys of pairs that nobody asked yet."""

    wrong: Array
    unasked: Array
    words: Array  # one of each unasked pair
    nowhere: Array  # positions in the nodes, types' codes and words of the fields that lead to no object
    codes: Array
    gone: Array


class Checker:
    """Checks all objects of a census."""

    def __init__(self, heap: Heap, taken: Census) -> None:
        self.session, self.taken = heap.session, taken
        self.work = Collector(heap, taken)
        self.declared = _Declared(heap.session, self.work.samples)
        self._columns = taken.kinds + 1
        single = np.flatnonzero(self.declared.unique.take(taken.kinds))
        self._columns[single] = len(taken.maps) + 1 + np.arange(len(single))
        self._width = len(taken.maps) + 1 + len(single)
        self._table = np.zeros(len(self.declared.types) * self._width, np.uint8)
        self._table[: self._width] = _ALLOWED
        self._lost: List[Tuple[Array, Array, Array]] = []  # owners, places, targets
        self._known: Dict[Tuple[int, int], bool] = {}

    def suspects(self) -> Iterator[Tuple[int, List[int]]]:
        """(bytes, numbers of objects with fields that are wrong) of each chunk."""
        for chunk, asked, references in in_order(self._look, self.work.chunks()):
            if len(asked.unasked):
                self._answer(asked)
                asked = self._ask(chunk)
            unknown = np.flatnonzero(self.declared.unknown.take(chunk.kinds) & (chunk.starts >= 0))
            wrong = np.unique(np.concatenate([asked.wrong, unknown, self._wrong_nowhere(asked)]))
            if len(references.lost):
                self._keep_lost(references)
            yield chunk.size, chunk.nodes.take(wrong).tolist()
        gone = [self._inside(low, high) for low, high in self.work.missing]
        yield 0, sorted(set().union(*gone))

    def _keep_lost(self, found: Found) -> None:
        gone = self.work.follow(found.addresses) < 0
        places = found.lost[gone]
        owners = found.nodes.take(found.owners.take(places))
        self._lost.append((owners, found.offsets.take(places), found.addresses[gone]))

    def lost(self, every: int = 1) -> Iterator[Lost]:
        """Of all chunks that were looked at, in the order of memory. Of every `every`th object alone."""
        if not self._lost:
            return
        owners, places, targets = (np.concatenate(each) for each in zip(*self._lost))
        kept = owners % every == 0
        owners, places, targets = owners[kept], places[kept], targets[kept]
        groups = []
        for keys in (owners, targets):
            _, first, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
            groups.append((first.take(inverse), counts.take(inverse)))
        (by_owner, of_owner), (by_target, of_target) = groups
        chosen = of_target >= of_owner
        firsts, counts = np.unique(np.where(chosen, by_target, by_owner), return_counts=True)
        rows = zip(owners[firsts].tolist(), places[firsts].tolist(), targets[firsts].tolist(), counts.tolist())
        for row, is_target in zip(rows, chosen[firsts].tolist()):
            yield Lost(*row, is_target)

    def _look(self, chunk: Chunk) -> Tuple[Chunk, _Asked, Found]:
        return chunk, self._ask(chunk), self.work.references(chunk)

    def _inside(self, low: int, high: int) -> range:
        first, last = np.searchsorted(self.taken.addresses, np.array([low, high], np.uint64)).tolist()
        if first and int(self.taken.addresses[first - 1]) + int(self.taken.sizes[first - 1]) > low:
            first -= 1
        return range(first, last)

    def _ask(self, chunk: Chunk) -> _Asked:
        """Looks at the fields of a chunk. Asks nothing of the target."""
        declared = self.declared
        bounds, spans = chunk.spans()
        last = np.minimum(declared.last.take(chunk.kinds), self.taken.sizes.take(chunk.nodes) // 8)
        # of each object the words that have a type lie at its start, where it does not begin in front of the chunk
        counts = np.where(chunk.starts >= 0, np.minimum(spans, last), 0)
        owners = np.repeat(np.arange(len(chunk.nodes)), counts)
        codes = declared.codes.take(runs(declared.base.take(chunk.kinds), counts))
        words = chunk.words.take(runs(bounds, counts))
        kept = np.flatnonzero((codes != 0) & (words & np.uint64(0xFFFFFFFF) != CLEARED_WEAK))
        owners, codes, words = owners.take(kept), codes.take(kept), words.take(kept)
        columns = np.zeros(len(words), np.int64)
        places = np.flatnonzero(words & np.uint64(1))
        targets = self.work.index.find(words.take(places) & np.uint64((1 << 64) - 1 - TAG_MASK))
        columns[places] = np.where(targets >= 0, self._columns.take(np.maximum(targets, 0)), -1)
        keys = np.where(columns >= 0, codes.astype(np.int64) * self._width + columns, 0)
        states = self._table.take(keys)
        unasked, first = np.unique(keys[states == _UNASKED], return_index=True)
        gone = columns < 0
        return _Asked(
            owners[states == _WRONG], unasked, words[states == _UNASKED].take(first), owners[gone], codes[gone],
            words[gone],
        )  # fmt: skip

    def _answer(self, asked: _Asked) -> None:
        """Asks what may lie in a field of a type."""
        for key, word in zip(asked.unasked.tolist(), asked.words.tolist()):
            self._table[key] = _ALLOWED if self._allowed(key // self._width, word) else _WRONG

    def _allowed(self, code: int, word: int) -> bool:
        if (code, word) not in self._known:
            try:
                known = accepts(self.session, self.declared.types[code], self.session.value(word))
            except Error:
                known = False
            self._known[code, word] = known
        return self._known[code, word]

    def _wrong_nowhere(self, asked: _Asked) -> Array:
        """Which of the fields that lead to no object of the heap are wrong: a collection may have moved it."""
        pairs = zip(asked.codes.tolist(), asked.gone.tolist())
        return asked.nowhere[np.array([not self._allowed(*each) for each in pairs], bool)]
