"""The references of all objects of a heap, in the order of memory. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import numpy as np

from .arrays import pooled
from .census import Census, Progress
from .errors import Error
from .graph_code import dispatched, embedded
from .graph_index import Index
from .graph_slots import GUESS, HANDLE, RAW, TAGGED, Slots, SlotTable
from .heap import Heap
from .heap_walk import walker_of
from .objects import CLEARED_WEAK, TAG_MASK
from .workers import in_order

STRONG, WEAK, EPHEMERON = 0, 1, 2

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_CHUNK = 1 << 20  # bytes of memory that are looked at together: their arrays fit into a processor's cache
_GAP = 1 << 16  # bytes without objects that are read over
_SPARSE = 4096  # bytes: memory is missing by pages
_PERIODIC = 255  # in the place of a code: those of the tail follow in turn
_STRENGTH = np.array([STRONG, STRONG, WEAK, WEAK, EPHEMERON, STRONG, STRONG], np.uint8)  # by code


@dataclass
class Edges:
    """All references: `counts` for each node, the rest one entry an edge."""

    counts: Array
    targets: Array
    slots: Array
    strengths: Array
    dangling: int
    partial: bool


class _Kinds:
    """The slots of each map, as arrays: `base` where its codes begin in `codes`, `last` the number of its last one."""

    def __init__(self, heap: Heap, maps: List[int], samples: Array) -> None:
        table = SlotTable(heap.session)
        self.periodic: Dict[int, Slots] = {}
        self.handles: Dict[int, List[int]] = {}  # kind: words that hold a handle
        self.code = np.zeros(len(maps), bool)  # instructions, with references among them
        layout = heap.session.layout
        rows: List[Tuple[int, ...]] = []
        holders = {layout.type(name) for name in ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE") if layout.has(name)}
        if layout.has("INSTRUCTION_STREAM_TYPE"):
            holders.discard(layout.type("CODE_TYPE"))
        for kind, (word, sample) in enumerate(zip(maps, samples.tolist())):
            try:
                slots = table.of_map(word, sample)
                self.code[kind] = heap.session.instance_type(word) in holders
            except Error:  # a map that is broken: what its objects hold is anyone's guess
                slots = Slots((TAGGED,), (GUESS,))
            head = [TAGGED if code == HANDLE else code for code in slots.head]
            rows.append((*head, slots.tail[0] if len(slots.tail) == 1 else _PERIODIC))
            if len(slots.tail) > 1:
                self.periodic[kind] = slots
            if HANDLE in slots.head:
                self.handles[kind] = [number for number, code in enumerate(slots.head) if code == HANDLE]
        self.base, self.last, codes = pooled(rows)
        self.codes = codes.astype(np.uint8)


class Chunk(NamedTuple):
    """Memory to be looked at."""

    size: int  # bytes
    words: Array
    nodes: Array  # that begin at
    starts: Array  # the words of these numbers
    kinds: Array
    extra: Optional[Any]  # references in machine code

    def spans(self) -> Tuple[Array, Array]:
        """(number of the first word, count of words) of what is there of each object: the first may begin before it."""
        bounds = np.maximum(self.starts, 0)
        return bounds, np.diff(np.append(bounds, len(self.words)))


class Found(NamedTuple):
    """The references of a chunk: `owners` are positions in `nodes`, the rest is as in Edges. `lost` are those that
    lead to no object of the census, to `addresses`."""

    size: int
    nodes: Array
    owners: Array
    offsets: Array
    targets: Array
    strengths: Array
    lost: Array
    addresses: Array

    def some(self, kept: Array) -> Found:
        """Those that are to be kept."""
        if kept.all():
            return self
        return self._replace(
            owners=self.owners[kept], offsets=self.offsets[kept], targets=self.targets[kept],
            strengths=self.strengths[kept], lost=self.lost[:0],
        )  # fmt: skip


class Collector:
    """Reads the objects of a census and finds what each of their words refers to."""

    def __init__(self, heap: Heap, taken: Census) -> None:
        self.heap, self.process = heap, heap.session.process
        self.addresses, self.kinds, self.sizes = taken.addresses, taken.kinds, taken.sizes
        self.index = Index(taken.addresses)
        self.samples = np.zeros(len(taken.maps), np.uint64)  # an object of each map
        self.samples[taken.kinds] = taken.addresses
        self.tables = _Kinds(heap, taken.maps, self.samples)
        self.counts = np.zeros(len(taken), np.int32)
        # room for every word: what is not used of it takes no memory
        most = int(taken.sizes.sum()) // 8
        self.targets, self.slots = np.empty(most, np.int32), np.empty(most, np.int32)
        self.strengths = np.empty(most, np.uint8)
        self.count = 0
        self.dangling = 0
        self.moved: Dict[int, int] = {}
        self.missing: List[Tuple[int, int]] = []  # (first byte, end) of memory that should have been read

    # -- memory ----------------------------------------------------------------------

    def pieces(self) -> Iterator[Tuple[int, int]]:
        """(first byte, end) of what holds objects: of runs of them, cut into pieces."""
        if not len(self.addresses):
            return
        ends = self.addresses + self.sizes.astype(np.uint64)
        breaks = np.flatnonzero(self.addresses[1:] > ends[:-1] + np.uint64(_GAP)) + 1
        lows = self.addresses[np.concatenate([[0], breaks])].tolist()
        highs = ends[np.concatenate([breaks, [len(ends)]]) - 1].tolist()
        for low, high in zip(lows, highs):
            while low < high:
                cut = low + _CHUNK
                if cut < high:  # in front of an object, unless one is larger than that
                    before = int(self.addresses[np.searchsorted(self.addresses, np.uint64(cut), side="right") - 1])
                    cut = before if before > low else cut
                yield low, min(high, cut)
                low = cut

    def read(self, low: int, high: int) -> Array:
        """The words of a stretch of memory, zeros where it is missing."""
        raw = self.process.read_through(low, high - low)
        if len(raw) == high - low:
            return np.frombuffer(raw, np.uint64)
        whole = bytearray(high - low)
        at = low
        while at < high:
            whole[at - low : at - low + len(raw)] = raw
            gap = at + len(raw)
            at = min(high, (gap // _SPARSE + 1) * _SPARSE)
            if gap < at:
                self.missing.append((gap, at))
            raw = self.process.read_through(at, high - at) if at < high else b""
        return np.frombuffer(whole, np.uint64)

    # -- one piece ---------------------------------------------------------------------

    def batches(self) -> Iterator[List[Tuple[int, int]]]:
        """Pieces, as many as make a chunk."""
        batch: List[Tuple[int, int]] = []
        held = 0
        for low, high in self.pieces():
            if batch and held + high - low > _CHUNK:
                yield batch
                batch, held = [], 0
            batch.append((low, high))
            held += high - low
        if batch:
            yield batch

    def chunks(self) -> Iterator[Chunk]:
        """All memory, as much at a time as can be looked at together."""
        return map(self._chunk, self.batches())

    def _chunk(self, pieces: List[Tuple[int, int]]) -> Chunk:
        """A few stretches of memory, put together as if they were one."""
        data, nodes, starts = [], [], []
        length = 0
        for low, high in pieces:
            data.append(self.read(low, high))
            begin = int(np.searchsorted(self.addresses, np.uint64(low), side="right")) - 1
            if begin < 0 or int(self.addresses[begin]) + int(self.sizes[begin]) <= low:
                begin += 1
            end = int(np.searchsorted(self.addresses, np.uint64(high)))
            nodes.append(np.arange(begin, end))
            # the first object may begin in front of the piece
            starts.append((self.addresses[begin:end].astype(np.int64) - low) // 8 + length)
            length += (high - low) // 8
        words = np.concatenate(data) if len(data) > 1 else data[0]
        numbers, begins = np.concatenate(nodes), np.concatenate(starts)
        kinds = self.kinds[numbers]
        words, extra = self._untagged(words, numbers, begins, kinds)
        return Chunk(8 * length, words, numbers, begins, kinds, extra)

    def references(self, chunk: Chunk) -> Found:
        """Which object each word of a chunk leads to. Asks nothing of the target, and changes nothing."""
        words, nodes, starts, kinds, extra = chunk[1:]
        places = np.flatnonzero(words & np.uint64(1))
        # objects lie one behind the other: each word belongs to the last one that begins at or before it
        bounds, spans = chunk.spans()
        owners = np.repeat(np.arange(len(nodes), dtype=np.int32), spans)
        places = places[places >= bounds[0]]
        owners = owners.take(places - bounds[0])
        offsets = places - starts.take(owners)
        base, last = self.tables.base.take(kinds), self.tables.last.take(kinds)
        codes = self.tables.codes.take(base.take(owners) + np.minimum(offsets, last.take(owners)))
        if self.tables.periodic:
            self._periods(codes, owners, offsets, kinds)
        keep = codes != RAW
        keep &= offsets < (self.sizes[nodes] // 8).take(owners)
        chosen = np.flatnonzero(keep)
        codes, owners, offsets = codes.take(chosen), owners.take(chosen), offsets.take(chosen) * 8
        found = words.take(places.take(chosen))
        if extra is not None:
            owners, offsets = np.concatenate([owners, extra[0]]), np.concatenate([offsets, extra[1]])
            found, codes = np.concatenate([found, extra[2]]), np.concatenate([codes, extra[3]])
            order = np.lexsort((offsets, owners))
            owners, offsets, found, codes = owners[order], offsets[order], found[order], codes[order]
        return self._resolve(chunk, owners, offsets, found, codes)

    def _periods(self, codes: Array, owners: Array, offsets: Array, kinds: Array) -> None:
        """Puts the codes of tails that have more than one."""
        places = np.flatnonzero(codes == _PERIODIC)
        if not len(places):
            return
        of = kinds.take(owners.take(places))
        for kind in np.flatnonzero(np.bincount(of)).tolist():
            slots = self.tables.periodic[kind]
            mine = places[of == kind]
            tail = np.array(slots.tail, np.uint8)
            codes[mine] = tail.take((offsets.take(mine) - len(slots.head)) % len(tail))

    def _untagged(self, words: Array, nodes: Array, starts: Array, kinds: Array) -> Tuple[Array, Optional[Any]]:
        """(the words, with Code objects in the place of handles; references in machine code)."""
        present = np.bincount(kinds, minlength=1)
        handled = [kind for kind in self.tables.handles if kind < len(present) and present[kind]]
        if handled:
            words = words.copy()
            for kind in handled:
                for number in self.tables.handles[kind]:
                    places = starts[kinds == kind] + number
                    places = places[(places >= 0) & (places < len(words))]
                    words[places] = dispatched(self.heap.session, words.take(places), self.heap.address)
        codes = np.flatnonzero(self.tables.code.take(kinds))
        if not len(codes):
            return words, None
        sizes, addresses = self.sizes[nodes], self.addresses[nodes]
        return words, embedded(self.heap.session, self.index, words, starts, sizes, addresses, codes)

    def _resolve(self, chunk: Chunk, owners: Array, offsets: Array, found: Array, codes: Array) -> Found:
        weak = found & np.uint64(TAG_MASK) == TAG_MASK
        gone = weak & (found & np.uint64(0xFFFFFFFF) == CLEARED_WEAK)
        addresses = found & np.uint64((1 << 64) - 1 - TAG_MASK)
        targets = self.index.find(addresses)
        lost = np.flatnonzero((targets < 0) & ~gone & (codes != GUESS))
        targets[gone] = -1
        strengths: Array = _STRENGTH.take(codes)
        strengths[weak & (codes == TAGGED)] = WEAK
        edges = Found(chunk.size, chunk.nodes, owners, offsets, targets, strengths, lost, addresses[lost])
        # a guess is a strong tag: raw words end in anything
        return edges if len(lost) else edges.some(targets >= 0)

    def put(self, found: Found) -> None:
        """Adds the references of the next chunk."""
        if len(found.lost):
            found.targets[found.lost] = self.follow(found.addresses)
            self.dangling += int((found.targets[found.lost] < 0).sum())
            found = found.some(found.targets >= 0)
        nodes, owners, offsets, targets, strengths = found[1:6]
        counts = np.bincount(owners, minlength=len(nodes))
        self.counts[nodes] += counts.astype(np.int32)
        end = self.count + len(targets)
        if end > len(self.targets):
            self._grow(end)
        for all_, part in ((self.targets, targets), (self.slots, offsets), (self.strengths, strengths)):
            all_[self.count : end] = part
        self.count = end

    def _grow(self, end: int) -> None:
        """More room: machine code may have several references in one word."""
        self.targets, self.slots, self.strengths = (
            np.concatenate([each, np.empty(end, each.dtype)]) for each in (self.targets, self.slots, self.strengths)
        )

    def follow(self, addresses: Array) -> Array:
        """Where a collection that is under way has moved what lay at these addresses, -1 of what was not moved."""
        unique, inverse = np.unique(addresses, return_inverse=True)
        there = np.zeros(len(unique), np.uint64)
        walker = walker_of(self.heap)
        for number, address in enumerate(unique.tolist()):
            if address not in self.moved:
                self.moved[address] = walker.moved_to(address)
            there[number] = self.moved[address]
        return self.index.find(there)[inverse]


def collect(heap: Heap, taken: Census, progress: Optional[Progress] = None) -> Edges:
    """All references between the objects of a census."""
    work = Collector(heap, taken)
    done, whole, stopped = 0, int(taken.sizes.sum()), False
    for found in in_order(work.references, work.chunks()):
        work.put(found)
        done += found.size
        if progress is not None and progress(min(done, whole), whole):
            stopped = True
            break
    used = slice(work.count)
    return Edges(work.counts, work.targets[used], work.slots[used], work.strengths[used], work.dangling, stopped)
