"""Every object of a heap with its class, and whose store it is. Needs numpy.

What an object keeps outside itself (the array of its properties, its elements, the table of a Map) belongs to it when
nothing else has the same: `owners` says to whom. What is shared, such as the empty array and the elements of array
literals that nobody has written to yet, belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, List, Optional, Tuple

import numpy as np

from .bulk import gather, index_of
from .census import Census, Progress, census, warn_of_passed
from .classes import class_of_type, is_a
from .heap import Heap
from .object_classes import PROTOTYPE, Namer
from .objects import HEAP_TAG
from .session import PerSession, Session
from .store_claims import Claims

Array = Any  # numpy.ndarray, whose types old numpy does not tell

BLOCK = 1 << 18  # objects that are looked at together: their arrays fit into a processor's cache


@dataclass
class Population:
    """One entry for each object of a heap, by ascending address.

    `kinds` are indices into `maps` and `names`; the last kind, whose map is 0, is that of prototype objects.
    `owners`: the object that a store belongs to, -1 of an object that stands for itself."""

    heap: Heap
    addresses: Array  # uint64, untagged
    kinds: Array  # int32
    sizes: Array  # int64
    owners: Array  # int32
    maps: List[int]
    names: List[str]
    receivers: Array  # bool for each kind: is it what JavaScript calls an object?
    young: Tuple[Tuple[int, int], ...]  # (first byte, end) of the pages of the new space
    walked: int  # bytes of all objects
    passed: int  # bytes that are no objects and should be
    partial: bool = False
    alive: Optional[Array] = None  # bool for each object, once it was asked for

    def __len__(self) -> int:
        return len(self.addresses)

    def among(self, ranges: Iterable[Tuple[int, int]]) -> Array:
        """bool for each object: does it lie in one of some ranges of addresses?"""
        found = np.zeros(len(self), bool)
        for start, end in ranges:
            first, last = np.searchsorted(self.addresses, np.array([start, end], np.uint64)).tolist()
            found[first:last] = True
        return found

    def young_objects(self) -> Array:
        """bool for each object: is it in the new space?"""
        return self.among(self.young)

    def map_of(self, number: int) -> int:
        """The map word of an object, a prototype's too."""
        word = self.maps[self.kinds[number]]
        return word or self.heap.session.process.u64(int(self.addresses[number]))


def make_population(heap: Heap, progress: Optional[Progress] = None, taken: Optional[Census] = None) -> Population:
    """Walks a heap, unless its census is known, whose kinds it changes. Raises Error where there are no pages."""
    claims = Claims(heap)
    if taken is None:
        taken = census(heap, progress, claims.visit)
    else:
        taken = replace(taken, unseen=[(0, len(taken))])
    young = tuple((page.area_start, page.area_end) for space, page in heap.pages() if space.is_young)
    kinds, maps = taken.kinds, [*taken.maps, 0]
    types = _types(heap.session, maps)
    receivers, closures = types["receivers"], types["closures"]
    makers, prototypes = _prototypes(heap, taken.addresses, kinds, maps, closures)
    owners = claims.owners(taken, receivers)
    kinds[prototypes] = len(maps) - 1
    namer = Namer(heap.session, makers)
    names = [namer.name(word) for word in maps[:-1]] + [PROTOTYPE]
    receivers[-1] = True
    passed = sum(each.end - each.start for each in taken.corrupt)
    walked = int(taken.sizes.sum())
    return Population(heap, taken.addresses, kinds, taken.sizes, owners, maps, names, receivers, young, walked,
                      passed, taken.partial)  # fmt: skip


def _types(session: Session, maps: List[int]) -> Dict[str, Array]:
    """For each kind: is it a receiver, a closure with a prototype?"""
    layout, first = session.layout, session.layout.type("JS_PROXY_TYPE")
    found: Dict[str, Array] = {name: np.zeros(len(maps), bool) for name in ("receivers", "closures")}
    known: Dict[int, bool] = {}
    slot = layout.bits("Map.bit_field", "has_prototype_slot")
    flags = layout.offset("Map", "bit_field")
    for number, word in enumerate(maps[:-1]):
        kind = session.instance_type(word)
        if kind not in known:
            known[kind] = is_a(layout, class_of_type(session, layout.type_name(kind)), "JSFunction")
        found["receivers"][number] = kind >= first
        if known[kind]:
            found["closures"][number] = bool(slot.of(session.process.u8(word - HEAP_TAG + flags)))
    return found


def _prototypes(heap: Heap, addresses: Array, kinds: Array, maps: List[int], closures: Array) -> Tuple[
    Dict[int, List[int]], Array
]:  # fmt: skip
    """({tagged prototype: tagged functions whose `prototype` it is}, which objects these prototypes are)."""
    layout = heap.session.layout
    functions = np.nonzero(closures.take(kinds))[0]
    starts = addresses.take(functions)
    (words,) = gather(heap, starts, (layout.offset("JSFunction", "prototype_or_initial_map"),))
    at = index_of(addresses, (words - HEAP_TAG).astype(np.uint64))
    # of a function that was called with `new` the initial map lies there, and has the prototype
    meta = layout.type("MAP_TYPE")
    is_map: Array = np.array([heap.session.instance_type(word) == meta for word in maps[:-1]] + [False])
    initial = (at >= 0) & is_map.take(kinds.take(np.maximum(at, 0)))
    shapes: Array = np.unique(at[initial])
    (above,) = gather(heap, addresses.take(shapes), (layout.offset("Map", "prototype"),))
    words[initial] = above.take(np.searchsorted(shapes, at[initial]))
    at = index_of(addresses, (words - HEAP_TAG).astype(np.uint64))
    receiver = heap.session.layout.type("JS_PROXY_TYPE")
    is_object: Array = np.array([heap.session.instance_type(word) >= receiver for word in maps[:-1]] + [False])
    good = (at >= 0) & is_object.take(kinds.take(np.maximum(at, 0)))
    makers: Dict[int, List[int]] = {}
    for word, start in zip(words[good].tolist(), starts[good].tolist()):
        makers.setdefault(word, []).append(start + HEAP_TAG)
    return makers, np.unique(at[good])


_known: PerSession[Tuple[int, Dict[int, Population]]] = PerSession()


def population_of(heap: Heap, progress: Optional[Progress] = None) -> Population:
    """The population of a heap, remembered until the target runs, unless it was interrupted. What of the heap is no
    object becomes a warning of the session."""
    session = heap.session
    epoch, known = _known.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _known[session] = epoch, known
    found = known.get(heap.address)
    if found is None or found.heap is not heap:
        found = make_population(heap, progress)
        if not found.partial:
            known[heap.address] = found
    warn_of_passed(session, found.passed)
    return found

