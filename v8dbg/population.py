"""Every object of a heap with its class, and whose store it is. Needs numpy.

What an object keeps outside itself (the array of its properties, its elements, the table of a Map) belongs to it when
nothing else has the same: `owners` says to whom. What is shared, such as the empty array and the elements of array
literals that nobody has written to yet, belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

import numpy as np

from .bulk import gather, index_of, spans
from .census import Census, Progress, census
from .classes import class_of_type, is_a
from .heap import Heap
from .layout import Layout
from .object_classes import PROTOTYPE, Namer
from .objects import HEAP_TAG
from .session import PerSession, Session

Array = Any  # numpy.ndarray, whose types old numpy does not tell

BLOCK = 1 << 18  # objects that are looked at together: their arrays fit into a processor's cache

# Whose field is the only reference to a store: class and field
_STORES = (
    ("JSReceiver", "properties_or_hash"),
    ("JSObject", "elements"),
    ("JSCollection", "table"),
    ("JSWeakCollection", "table"),
    ("JSGeneratorObject", "parameters_and_registers"),
)
_NOT_OBJECTS = ("JS_PROXY_TYPE", "WASM_STRUCT_TYPE", "WASM_ARRAY_TYPE")


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
    taken = taken or census(heap, progress)
    young = tuple((page.area_start, page.area_end) for space, page in heap.pages() if space.is_young)
    kinds, maps = taken.kinds, [*taken.maps, 0]
    types = _types(heap.session, maps)
    receivers, closures = types["receivers"], types["closures"]
    makers, prototypes = _prototypes(heap, taken.addresses, kinds, maps, closures)
    owners = _owners(heap, taken.addresses, kinds, types)
    kinds[prototypes] = len(maps) - 1
    namer = Namer(heap.session, makers)
    names = [namer.name(word) for word in maps[:-1]] + [PROTOTYPE]
    receivers[-1] = True
    passed = sum(each.end - each.start for each in taken.corrupt)
    walked = int(taken.sizes.sum())
    return Population(heap, taken.addresses, kinds, taken.sizes, owners, maps, names, receivers, young, walked,
                      passed, taken.partial)  # fmt: skip


def _types(session: Session, maps: List[int]) -> Dict[str, Array]:
    """For each kind: is it a receiver, a closure with a prototype, and which stores it has."""
    layout, first = session.layout, session.layout.type("JS_PROXY_TYPE")
    found: Dict[str, Array] = {name: np.zeros(len(maps), bool) for name in ("receivers", "closures", "shared")}
    fields = [(cls, name) for cls, name in _STORES if layout.has(cls, name)]
    known: Dict[int, Tuple[bool, bool, List[bool]]] = {}
    for _, name in fields:
        found.setdefault(name, np.zeros(len(maps), bool))
    slot = layout.bits("Map.bit_field", "has_prototype_slot")
    flags = layout.offset("Map", "bit_field")
    for number, word in enumerate(maps[:-1]):
        kind = session.instance_type(word)
        if kind not in known:
            name = layout.type_name(kind)
            cls = class_of_type(session, name)
            plain = kind >= first and not name.startswith(_NOT_OBJECTS)
            known[kind] = (kind >= first, is_a(layout, cls, "JSFunction"),
                           [plain and _has(layout, cls, base) for base, _ in fields])  # fmt: skip
        receiver, function, stores = known[kind]
        found["receivers"][number] = receiver
        if function:
            found["closures"][number] = bool(slot.of(session.process.u8(word - HEAP_TAG + flags)))
        for (_, name), has in zip(fields, stores):
            found[name][number] |= has
    return found


def _has(layout: Layout, cls: str, base: str) -> bool:
    return base in ("JSReceiver", "JSObject") or is_a(layout, cls, base)


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


def _owners(heap: Heap, addresses: Array, kinds: Array, types: Dict[str, Array]) -> Array:
    """Of each object the number of the one whose store it is, -1 where it is none or belongs to several."""
    owners: Array = np.full(len(addresses), -1, np.int32)
    found = list(_claims(heap, addresses, kinds, types))
    if not found:
        return owners
    stores, claimers = (np.concatenate([each[part] for each in found]) for part in range(2))
    order = np.argsort(stores, kind="stable")  # they lie much in the order of their owners
    stores, claimers = stores.take(order), claimers.take(order)
    once = np.ones(len(stores), bool)
    once[1:] &= stores[1:] != stores[:-1]
    once[:-1] &= stores[:-1] != stores[1:]
    stores, claimers = stores[once], claimers[once]
    at = index_of(addresses, stores)
    good = (at >= 0) & (at != claimers)
    good &= ~types["receivers"].take(kinds.take(np.maximum(at, 0)))
    owners[at[good]] = claimers[good]
    return owners


def _claims(heap: Heap, addresses: Array, kinds: Array, types: Dict[str, Array]) -> Iterator[Tuple[Array, Array]]:
    """(untagged address of a store, number of an object that refers to it), a part of the heap after the other.

    What lies in the read-only space is shared by all, and no store of theirs."""
    layout, pages = heap.session.layout, spans(heap)
    shared = [(page.area_start, page.area_end) for _, page in heap.pages() if page.heap == 0]
    fields: Dict[bytes, Tuple[Array, List[int]]] = {}  # fields that the same kinds have are read at once
    for cls, name in _STORES:
        if name in types and layout.has(cls, name):
            fields.setdefault(types[name].tobytes(), (types[name], []))[1].append(layout.offset(cls, name))
    for first in range(0, len(addresses), BLOCK):
        part = kinds[first : first + BLOCK]
        for has, offsets in fields.values():
            objects = np.nonzero(has.take(part))[0] + first
            if not len(objects):
                continue
            for words in gather(heap, addresses.take(objects), tuple(sorted(set(offsets))), pages):
                real = words & HEAP_TAG != 0  # a Smi is a hash
                for low, high in shared:
                    real &= (words < low) | (words >= high)
                real = np.nonzero(real)[0]
                yield (words.take(real) - HEAP_TAG).astype(np.uint64), objects.take(real)


_known: PerSession[Tuple[int, Dict[int, Population]]] = PerSession()


def population_of(heap: Heap, progress: Optional[Progress] = None) -> Population:
    """The population of a heap, remembered until the target runs, unless it was interrupted."""
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
    return found

