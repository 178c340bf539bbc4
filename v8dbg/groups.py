"""A heap as a table: one row for each class or shape, how many objects, how many bytes. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

import numpy as np

from .errors import Error
from .objects import HEAP_TAG
from .population import BLOCK, Population
from .shapes import Names, Shapes

Array = Any  # numpy.ndarray, whose types old numpy does not tell
Key = Tuple[str, Names]


@dataclass
class Group:
    """One row. `bytes` has the stores of the objects in it; `representative` is the tagged address of one of them.

    `properties` is None where shapes were not asked for; `dictionary`: each object has names of its own."""

    constructor: str
    count: int
    bytes: int
    representative: int
    properties: Optional[List[str]] = None
    dictionary: bool = False

    def document(self) -> Dict[str, Any]:
        """As --json has it."""
        found: Dict[str, Any] = {"constructor": self.constructor, "count": self.count, "bytes": self.bytes}
        found["representative"] = f"{self.representative:#x}"
        if self.properties is not None:
            found["properties"] = self.properties
        if self.dictionary:
            found["dictionary"] = True
        return found


@dataclass
class Selection:
    """Which objects of a population are meant: those of some kinds, and of these perhaps some alone."""

    kinds: Array  # bool for each kind
    objects: Optional[Array] = None  # bool for each object; None: all

    def numbers(self, population: Population) -> Array:
        """Which objects they are; stores that belong to others are never among them."""
        chosen = self.kinds.take(population.kinds)
        chosen &= population.owners < 0
        if self.objects is not None:
            chosen &= self.objects
        return np.nonzero(chosen)[0]


def narrow(selection: Selection, objects: Array) -> None:
    """Only these objects, given as bool for each."""
    selection.objects = objects if selection.objects is None else selection.objects & objects


def everything(population: Population) -> Selection:
    return Selection(np.ones(len(population.maps), bool))


def _blocks(population: Population) -> List[slice]:
    """Parts of a population whose arrays fit into a processor's cache: whole ones would be copied again and again."""
    return [slice(first, min(first + BLOCK, len(population))) for first in range(0, len(population), BLOCK)]


def tally(population: Population, selection: Selection) -> Tuple[Array, Array]:
    """(objects, bytes) of each kind."""
    size = len(population.maps)
    counts, sizes = np.zeros(size, np.int64), np.zeros(size)
    for part in _blocks(population):
        kinds, owners, weights = population.kinds[part], population.owners[part], population.sizes[part]
        stores = owners >= 0
        meant = ~stores if selection.objects is None else ~stores & selection.objects[part]
        if not meant.all():
            stores = np.nonzero(stores if selection.objects is None else _owned_by(selection.objects, owners))[0]
            owned = population.kinds.take(owners.take(stores))
            sizes += np.bincount(owned, weights=weights.take(stores), minlength=size)
            kinds, weights = kinds[meant], weights[meant]
        counts += np.bincount(kinds, minlength=size)
        sizes += np.bincount(kinds, weights=weights, minlength=size)
    return counts * selection.kinds, np.rint(sizes * selection.kinds).astype(np.int64)


def _owned_by(objects: Array, owners: Array) -> Array:
    """Which of some stores belong to one of the objects."""
    found: Array = objects.take(np.maximum(owners, 0))
    return found & (owners >= 0)


def representatives(population: Population, selection: Selection) -> Array:
    """Number of one object of each kind, -1 where there is none: in the old generation, which has outlived a
    collection, if there is one."""
    found, old_found = (np.full(len(population.maps), -1) for _ in range(2))
    young, wanted = population.young_objects(), selection.kinds.copy()
    for part in _blocks(population):
        kinds = population.kinds[part]
        chosen = np.nonzero(wanted.take(kinds))[0]  # few, once the frequent kinds are found
        meant = population.owners[part].take(chosen) < 0
        if selection.objects is not None:
            meant &= selection.objects[part].take(chosen)
        chosen = chosen[meant][::-1]
        old = chosen[~young[part].take(chosen)]
        for numbers, into in ((chosen[found.take(kinds.take(chosen)) < 0], found), (old, old_found)):
            into[kinds.take(numbers)] = numbers + part.start  # the last one that is written is the first of the heap
        wanted[kinds.take(old)] = False
    return np.where(old_found >= 0, old_found, found)


def groups(population: Population, selection: Selection, by_shape: bool = False) -> Dict[Key, Group]:
    """The rows: by class, or by class and names of properties."""
    counts, sizes = tally(population, selection)
    typical = representatives(population, selection)
    shapes = Shapes(population.heap.session)
    found: Dict[Key, Group] = {}
    most: Dict[Key, Tuple[int, int]] = {}
    for kind in np.nonzero(counts)[0].tolist():
        names: Names = _names(population, shapes, kind) if by_shape else None
        key = population.names[kind], names
        count, start = int(counts[kind]), int(population.addresses[typical[kind]])
        row = found.get(key)
        if row is None:
            row = found[key] = Group(key[0], 0, 0, 0, list(names or ()) if by_shape else None)
            row.dictionary = by_shape and names is None
        row.count += count
        row.bytes += int(sizes[kind])
        # of the most frequent map; of those that are equal the lowest one, whichever the walk met first
        if (count, -start) > most.get(key, (0, 0)):
            most[key], row.representative = (count, -start), start + HEAP_TAG
    return found


def _names(population: Population, shapes: Shapes, kind: int) -> Names:
    if not population.receivers[kind] or not population.maps[kind]:
        return ()
    try:
        return shapes.names(population.maps[kind])
    except Error:
        return ()


def merge(parts: Iterable[Dict[Key, Group]]) -> Dict[Key, Group]:
    """The rows of several heaps as one table."""
    whole: Dict[Key, Group] = {}
    most: Dict[Key, int] = {}
    for part in parts:
        for key, row in part.items():
            if key not in whole:
                whole[key], most[key] = row, row.count
                continue
            kept = whole[key]
            kept.count, kept.bytes = kept.count + row.count, kept.bytes + row.bytes
            if row.count > most[key]:
                most[key], kept.representative = row.count, row.representative
    return whole


_ORDERS: Dict[str, Callable[[Group], Any]] = {
    "count": lambda row: (-row.count, row.constructor, row.properties or [], row.dictionary),
    "bytes": lambda row: (-row.bytes, row.constructor, row.properties or [], row.dictionary),
    "name": lambda row: (row.constructor, row.properties or [], row.dictionary),
}
ORDERS = tuple(_ORDERS)


def in_order(rows: Iterable[Group], order: str) -> List[Group]:
    """By count or bytes, the most first, or by name."""
    return sorted(rows, key=_ORDERS[order])
