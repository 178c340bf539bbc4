"""Which object each store belongs to: the array of its properties, its elements, the table of a Map. Needs numpy.

While a heap is walked, what the objects of a part of a page refer to is looked at too: most stores lie near their
owner, so that nothing is read twice and little has to be searched for.
"""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np

from .bulk import gather, index_of, spans
from .census import Census
from .classes import class_of_type, is_a
from .heap import Heap
from .layout import Layout
from .objects import HEAP_TAG

Array = Any  # numpy.ndarray, whose types old numpy does not tell

# Whose field is the only reference to a store: class and field
_STORES = (
    ("JSReceiver", "properties_or_hash"),
    ("JSObject", "elements"),
    ("JSCollection", "table"),
    ("JSWeakCollection", "table"),
    ("JSGeneratorObject", "parameters_and_registers"),
)
_NOT_OBJECTS = ("JS_PROXY_TYPE", "WASM_STRUCT_TYPE", "WASM_ARRAY_TYPE")
_BLOCK = 1 << 18  # claims that are looked at together: their arrays fit into a processor's cache
_SHARED = -1  # in the place of the object: nobody's store

Offsets = Tuple[int, ...]


class Claims:
    """Who refers to what as a store. Give `visit` to `census`, then ask for the `owners`.

    What lies in the read-only space is shared by all, and no store of theirs."""

    def __init__(self, heap: Heap) -> None:
        self.heap = heap
        shared = [page for space, page in heap.pages() if page.heap == 0 or space.name == "read_only_space"]
        self._shared = [(page.area_start, np.uint64(page.area_end - page.area_start)) for page in shared]
        layout = heap.session.layout
        self._fields = [(cls, layout.offset(cls, name)) for cls, name in _STORES if layout.has(cls, name)]
        self._groups: List[Offsets] = [()]  # sets of fields that the objects of a map have
        self._group_of_type: Dict[int, int] = {}
        self._group: Array = np.zeros(64, np.uint8)  # of each kind
        self._met = 0  # kinds of which the group is known
        self._near: List[Tuple[Array, Array]] = []  # (number of the store, of the object)
        self._far: List[Tuple[Array, Array]] = []  # (tagged address of the store, number of the object)
        self._numbers: Array = np.zeros(0, np.int32)

    def visit(self, first: int, start: int, words: Array, at: Array, kinds: Array, maps: List[int]) -> None:
        """Of a part of a page its first address and words, its objects in order, and the number of the first."""
        groups = self._groups_of(kinds, maps)
        if len(self._numbers) <= len(words):
            self._numbers = np.empty(len(words) + 1, np.int32)
        numbers = self._numbers[: 0 if self._is_shared(start) else len(words)]
        numbers.fill(-1)
        if len(numbers):
            numbers[at] = np.arange(first, first + len(at), dtype=np.int32)
        for group in range(1, len(self._groups)):
            objects = (groups == group).nonzero()[0]
            if len(objects):
                places = at.take(objects)
                found = [words.take(places + offset // 8, mode="clip") for offset in self._groups[group]]
                self._claim(found, objects + first, start, numbers)

    def _is_shared(self, address: int) -> bool:
        return any(low <= address < low + int(size) for low, size in self._shared)

    def _claim(self, found: List[Array], objects: Array, start: int, numbers: Array) -> None:
        """Words of some objects, one array for each field."""
        owners = objects.astype(np.int32)
        claimers = [owners]
        for number, words in enumerate(found[1:], 1):
            twice = found[0] == words
            for other in found[1:number]:
                twice |= other == words
            claimers.append(np.where(twice, np.int32(_SHARED), owners))
        words, claimed = np.concatenate(found), np.concatenate(claimers)
        real = words & 7 == HEAP_TAG  # a Smi is a hash
        for low, size in self._shared:
            real &= _distance(words, low) >= size
        kept = real.nonzero()[0]
        words, claimed = words.take(kept), claimed.take(kept)
        near = _distance(words, start + HEAP_TAG) >> np.uint64(3)
        inside = near < np.uint64(len(numbers))
        if not inside.all():
            away = (~inside).nonzero()[0]
            self._far.append((words.take(away), claimed.take(away)))
            here = inside.nonzero()[0]
            near, claimed = near.take(here), claimed.take(here)
        if len(near):
            stores = numbers.take(near.view(np.int64))
            good = (stores >= 0).nonzero()[0]
            self._near.append((stores.take(good), claimed.take(good)))

    def _groups_of(self, kinds: Array, maps: List[int]) -> Array:
        while self._met < len(maps):
            if self._met == len(self._group):
                self._group = np.concatenate([self._group, np.zeros_like(self._group)])
            self._group[self._met] = self._group_of(maps[self._met])
            self._met += 1
        return self._group.take(kinds)

    def _group_of(self, map_word: int) -> int:
        session = self.heap.session
        kind = session.instance_type(map_word)
        found = self._group_of_type.get(kind)
        if found is None:
            name = session.layout.type_name(kind)
            cls = class_of_type(session, name)
            plain = kind >= session.layout.type("JS_PROXY_TYPE") and not name.startswith(_NOT_OBJECTS)
            fields = {offset for base, offset in self._fields if plain and _has(session.layout, cls, base)}
            offsets = tuple(sorted(fields))
            if offsets not in self._groups:
                self._groups.append(offsets)
            found = self._group_of_type[kind] = self._groups.index(offsets)
        return found

    # -- afterwards ---------------------------------------------------------------------

    def owners(self, taken: Census, receivers: Array) -> Array:
        """Of each object the number of the one whose store it is, -1 where it is none or belongs to several."""
        if taken.moved:  # the numbers of what was visited are others by now
            self._near, self._far = [], []
        self._visit_rest(taken)
        owners: Array = np.full(len(taken), -1, np.int32)
        claims = [*self._near, *self._resolved(taken)]
        self._near, self._far = [], []
        for stores, claimers in claims:
            owners[stores] = claimers
        for stores, claimers in claims:
            lost = stores.take(np.nonzero(owners.take(stores) != claimers)[0])  # others claim it as well
            owners[lost] = -1
            wrong = receivers.take(taken.kinds.take(stores)) | (stores == claimers)
            owners[stores[wrong]] = -1
        return owners

    def _resolved(self, taken: Census) -> List[Tuple[Array, Array]]:
        """What was far, with the number of the store."""
        if not self._far:
            return []
        words, claimers = (np.concatenate([each[part] for each in self._far]) for part in range(2))
        found = []
        for first in range(0, len(words), _BLOCK):
            wanted, by = words[first : first + _BLOCK], claimers[first : first + _BLOCK]
            at = index_of(taken.addresses, (wanted - HEAP_TAG).astype(np.uint64))
            good = np.nonzero(at >= 0)[0]
            found.append((at.take(good).astype(np.int32), by.take(good)))
        return found

    def _visit_rest(self, taken: Census) -> None:
        """What the walk could not show: its pages are read again."""
        pages = spans(self.heap)
        for first, end in taken.unseen:
            groups = self._groups_of(taken.kinds[first:end], taken.maps)
            for group in range(1, len(self._groups)):
                objects = np.nonzero(groups == group)[0] + first
                if len(objects):
                    found = gather(self.heap, taken.addresses.take(objects), self._groups[group], pages)
                    self._claim(found, objects, 0, np.zeros(0, np.int32))


def _distance(words: Array, start: int) -> Array:
    """How far words are above an address, as unsigned numbers: very far what is below it."""
    found: Array = (words - start).view(np.uint64)
    return found


def _has(layout: Layout, cls: str, base: str) -> bool:
    return base in ("JSReceiver", "JSObject") or is_a(layout, cls, base)
