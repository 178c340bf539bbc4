"""A heap as a table: one row for each class or shape, how many objects, how many bytes. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

import numpy as np

from .errors import Error
from .objects import HEAP_TAG
from .population import Population
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


def tally(population: Population, selection: Selection) -> Tuple[Array, Array]:
    """(objects, bytes) of each kind."""
    size = len(population.maps)
    stores = np.nonzero(population.owners >= 0)[0]
    owners = population.owners.take(stores)
    if selection.objects is None:
        counts = np.bincount(population.kinds, minlength=size)
        counts -= np.bincount(population.kinds.take(stores), minlength=size)
        sizes = np.bincount(population.kinds, weights=population.sizes, minlength=size)
        sizes -= np.bincount(population.kinds.take(stores), weights=population.sizes.take(stores), minlength=size)
    else:
        chosen = selection.numbers(population)
        counts = np.bincount(population.kinds.take(chosen), minlength=size)
        sizes = np.bincount(population.kinds.take(chosen), weights=population.sizes.take(chosen), minlength=size)
        kept = selection.objects.take(owners)
        stores, owners = stores[kept], owners[kept]
    sizes += np.bincount(population.kinds.take(owners), weights=population.sizes.take(stores), minlength=size)
    counts, sizes = counts * selection.kinds, sizes * selection.kinds
    return counts.astype(np.int64), np.rint(sizes).astype(np.int64)


def representatives(population: Population, selection: Selection) -> Array:
    """Number of one object of each kind, -1 where there is none: in the old generation, which has outlived a
    collection, if there is one."""
    found: Array = np.full(len(population.maps), -1)
    chosen = selection.numbers(population)[::-1]
    found[population.kinds.take(chosen)] = chosen  # the last one that is written is the first of the heap
    addresses = population.addresses.take(chosen)
    for start, end in population.young:
        old = (addresses < start) | (addresses >= end)
        chosen, addresses = chosen[old], addresses[old]
    found[population.kinds.take(chosen)] = chosen
    return found


def groups(population: Population, selection: Selection, by_shape: bool = False) -> Dict[Key, Group]:
    """The rows: by class, or by class and names of properties."""
    counts, sizes = tally(population, selection)
    typical = representatives(population, selection)
    shapes = Shapes(population.heap.session)
    found: Dict[Key, Group] = {}
    most: Dict[Key, int] = {}
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
        if count > most.get(key, 0):  # of the most frequent map
            most[key], row.representative = count, start + HEAP_TAG
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
    "count": lambda row: (-row.count, row.constructor, row.properties or []),
    "bytes": lambda row: (-row.bytes, row.constructor, row.properties or []),
    "name": lambda row: (row.constructor, row.properties or []),
}
ORDERS = tuple(_ORDERS)


def in_order(rows: Iterable[Group], order: str) -> List[Group]:
    """By count or bytes, the most first, or by name."""
    return sorted(rows, key=_ORDERS[order])
