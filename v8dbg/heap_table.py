"""All heaps of a process as one table of classes, as `findjsobjects` shows it. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Dict, Iterator, List, Optional, Sequence

import numpy as np

from . import group_select as select
from .bulk import index_of
from .errors import Usage
from .graph import graph_of
from .group_diff import Changes, changes, saved_groups
from .groups import Group, Key, Selection, everything, groups, in_order, merge, narrow
from .heap import Heap
from .objects import HEAP_TAG, HeapObject
from .other import is_core, other_heaps, pass_on
from .population import Population, population_of
from .progress import Progress
from .reach import live
from .roots import roots_of
from .session import Session

Array = Any  # numpy.ndarray, whose types old numpy does not tell


@dataclass
class Wanted:
    """Which objects: None and False ask for nothing. `like`: objects that look like one of these; `live`: only what
    the roots keep alive."""

    constructor: Optional[str] = None
    property: Optional[str] = None
    kind: Optional[str] = None
    referring: Optional[HeapObject] = None
    like: Sequence[HeapObject] = ()
    live: bool = False

    def select(self, population: Population) -> Selection:
        """The objects of one heap."""
        found = everything(population)
        if self.like:
            objects = np.zeros(len(population), bool)
            for view in self.like:
                one = everything(population)
                if select.like(population, one, view):
                    objects[one.numbers(population)] = True
            narrow(found, objects)
        if self.constructor is not None:
            select.by_class(population, found, self.constructor)
        if self.kind is not None:
            select.by_kind(population, found, self.kind)
        if self.property is not None:
            select.by_property(population, found, self.property)
        if self.referring is not None:
            select.by_reference(population, found, self.referring)
        return found


class Table:
    """The populations of some heaps. What all isolates share is counted once."""

    def __init__(self, session: Session, heaps: List[Heap], progress: Optional[Progress] = None) -> None:
        self.session = session
        self.populations: List[Population] = []
        self._seen: List[Optional[Array]] = []
        every = {heap.address for heap in heaps}
        first: Dict[int, int] = {}  # page: the heap that counts it
        for heap in heaps:
            if progress is not None and progress.stopped:
                break
            found = population_of(heap, progress)
            self.populations.append(found)
            twice = []
            for _, page in heap.pages():
                counts = page.heap if page.heap in every else first.setdefault(page.start, heap.address)
                if counts != heap.address:
                    twice.append((page.area_start, page.area_end))
            self._seen.append(~found.among(twice) if twice else None)
        if progress is not None and progress.stopped:
            session.warn(progress.partial)

    def find_references(self, progress: Optional[Progress] = None) -> None:
        """Looks now for who refers to what, which takes longer than all else. A part of the answer would be none:
        `progress` raises KeyboardInterrupt where the user ends it."""
        for population in self.populations:
            graph_of(population.heap, progress)
            roots_of(population.heap)  # what of them cannot be read becomes a warning of each command

    def check_kind(self, kind: str) -> None:
        """Raises Usage where no heap has such a kind, naming those that there are."""
        known = {each for population in self.populations for each in select.kinds_of(population)}
        known |= {"dictionary", *(name.lower() for name in self.session.layout.names("ElementsKind"))}
        if kind not in known and kind.upper().replace("_TYPE", "") not in known and kind.lower() not in known:
            rows = sorted(each for each in known if each.islower() and not each.endswith("_elements"))
            raise Usage(f"-k {kind}: no such kind; there are {', '.join(rows)}, kinds of elements such as "
                        "packed_double_elements, and instance types such as JS_MAP_TYPE")  # fmt: skip

    def nearest(self, name: str) -> Optional[List[str]]:
        """The names of classes and rows that look like `name`; None where there is one of that name."""
        known = {row.constructor for row in self.rows(Wanted()).values()}
        if name in known:
            return None
        by_lower = {each.lower(): each for each in known}
        return [by_lower[each] for each in get_close_matches(name.lower(), sorted(by_lower), 5)]

    def selections(self, wanted: Wanted, once: bool = True) -> Iterator["tuple[Population, Selection]"]:
        """The objects that are meant, heap by heap; `once`: what all share is among those of the first alone."""
        for population, seen in zip(self.populations, self._seen):
            found = wanted.select(population)
            if wanted.live:
                narrow(found, self._alive_anywhere(population))
            if once and seen is not None:
                narrow(found, seen)
            yield population, found

    def _alive_anywhere(self, population: Population) -> Array:
        """bool for each object: does an isolate keep it alive? What one shares the others do as well."""
        alive = _alive(population)
        for other in self.populations:
            if other.heap.lender is population.heap:
                there = index_of(other.addresses, population.addresses)
                alive = alive | (_alive(other).take(np.maximum(there, 0)) & (there >= 0))
        return alive

    def rows(self, wanted: Wanted, by_shape: bool = False) -> Dict[Key, Group]:
        """One row a class, or a shape."""
        return merge(groups(population, found, by_shape) for population, found in self.selections(wanted))

    def document(self, wanted: Wanted, by_shape: bool, order: str, top: int) -> Dict[str, Any]:
        """The table as --json has it, the totals of all rows."""
        rows = in_order(self.rows(wanted, by_shape).values(), order)
        return {"totals": totals(rows), "groups": [row.document() for row in rows[: top or None]]}

    def changes(self, wanted: Wanted, other: str, by_shape: bool) -> Changes:
        """Against another core, or a saved document. Raises Usage of an `other` that is neither, NotFound of a core
        without a heap."""
        if is_core(other):
            if wanted.like or wanted.referring is not None:
                raise Usage("--diff with a core: a VALUE is an object of one process alone")
            there = other_heaps(self.session, other)
            before = list(Table(there[0].session, there).rows(wanted, by_shape).values())
            pass_on(self.session, there, other)
        else:
            before = saved_groups(other, by_shape)
        return changes(list(self.rows(wanted, by_shape).values()), before)

    def addresses(self, wanted: Wanted) -> Iterator[int]:
        """Tagged address of each object."""
        for population, found in self.selections(wanted):
            for address in population.addresses.take(found.numbers(population)).tolist():
                yield address + HEAP_TAG

    def references(self, wanted: Wanted) -> "Iterator[tuple[int, str]]":
        """(tagged address, through what) of each object that refers to wanted.referring."""
        for population, found in self.selections(wanted):
            if wanted.referring is not None:
                yield from select.references(population, found, wanted.referring)


def _alive(population: Population) -> Array:
    """bool for each object: do the roots keep it alive?"""
    if population.alive is None:
        graph = graph_of(population.heap)
        nodes = index_of(graph.addresses, population.addresses)
        alive = live(graph, roots_of(population.heap))
        population.alive = alive.take(np.maximum(nodes, 0)) & (nodes >= 0)
    return population.alive


def totals(rows: Sequence[Group]) -> Dict[str, int]:
    return {"count": sum(row.count for row in rows), "bytes": sum(row.bytes for row in rows)}

