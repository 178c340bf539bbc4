"""Strings that are there several times as a table, as `findjsobjects --duplicates` shows it. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from . import index
from .dominators import Say
from .duplicates import Duplicates, Progress, find
from .errors import Error, NotFound
from .heap import Heap
from .heap_table import Table, Wanted
from .objects import HEAP_TAG, HeapObject
from .population import Population
from .retained import retained_of
from .session import PerSession, Session
from .strings import String, text

SHOWN = 200  # code units of a text in a row
_SORTED = 1024  # by which texts are put in order


@dataclass
class Row:
    """One text. `representative` is the tagged address of the largest string that has it, whose size `bytes` is;
    `wasted` are the bytes of all others, `text` is cut."""

    representative: int
    copies: int
    bytes: int
    wasted: int
    length: int
    text: str

    def document(self) -> Dict[str, Any]:
        """As --json has it."""
        return {**vars(self), "representative": f"{self.representative:#x}"}


class Rows:
    """The duplicates of several heaps. Strings of different isolates cannot be the same one, so each has rows of its
    own; those that all isolates share are a copy in each."""

    def __init__(self, session: Session, parts: Sequence[Duplicates]) -> None:
        self.session, self.parts = session, list(parts)

    @property
    def totals(self) -> Dict[str, int]:
        """How many texts, strings that have them and bytes; and how many strings and bytes were compared."""
        return {
            "strings": sum(len(part) for part in self.parts),
            "copies": sum(int(part.copies.sum()) for part in self.parts),
            "wasted": sum(int(part.wasted.sum()) for part in self.parts),
            "compared": sum(part.seen[0] for part in self.parts),
            "bytes": sum(part.seen[1] for part in self.parts),
        }

    def in_order(self, order: str, top: int = 0) -> List[Tuple[Duplicates, int]]:
        """(duplicates, group) of the first rows, 0: of all: by "bytes" that are wasted, "count" of copies, "name"."""
        keyed: List[Tuple[Any, int, int]] = []
        for number, part in enumerate(self.parts):
            if order == "name":
                ranks: List[Any] = [self._text(part, group, _SORTED) for group in range(len(part))]
            else:
                ranks = (-(part.wasted if order == "bytes" else part.copies)).tolist()
            keyed += [(rank, number, group) for group, rank in enumerate(ranks)]
        return [(self.parts[number], group) for _, number, group in sorted(keyed)[: top or None]]

    def row(self, part: Duplicates, group: int) -> Row:
        """One row."""
        kept = int(part.kept[group])
        return Row(int(part.addresses[kept]) + HEAP_TAG, int(part.copies[group]), int(part.sizes[kept]),
                   int(part.wasted[group]), int(part.lengths[group]), self._text(part, group, SHOWN))  # fmt: skip

    def addresses(self, chosen: Sequence[Tuple[Duplicates, int]]) -> Iterator[int]:
        """Tagged address of each string of some rows."""
        for part, group in chosen:
            for address in part.members(group).tolist():
                yield address + HEAP_TAG

    def _text(self, part: Duplicates, group: int, limit: int) -> str:
        try:
            return text(self.session.heap_object(int(part.addresses[part.kept[group]]) + HEAP_TAG), limit)
        except Error:
            return ""


_known: PerSession[Tuple[int, Dict[Tuple[int, bool], Tuple[Heap, Duplicates]]]] = PerSession()


def duplicates(table: Table, wanted: Wanted, progress: Optional[Progress] = None) -> Rows:
    """The strings among the objects of a table that are meant. wanted.like: only what these strings are copies of.

    Remembered until the target runs, where nothing but `live` is asked for."""
    session, parts = table.session, []
    views, wanted = wanted.like, replace(wanted, like=())
    plain = wanted == Wanted(live=wanted.live)
    epoch, known = _known.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _known[session] = epoch, known
    for population, selection in table.selections(wanted, once=False):
        kept = known.get((population.heap.address, wanted.live)) if plain and not population.partial else None
        if kept is not None and kept[0] is population.heap:
            parts.append(kept[1])
            continue
        found = _find(population, selection.numbers(population), progress)
        parts.append(found)
        if plain and not found.partial and not population.partial:
            known[population.heap.address, wanted.live] = population.heap, found
        if found.partial:
            break
    rows = Rows(session, parts)
    return rows if not views else _only(rows, views)


def _find(population: Population, numbers: Any, progress: Optional[Progress]) -> Duplicates:
    addresses, kinds = population.addresses.take(numbers), population.kinds.take(numbers)
    return find(population.heap, addresses, kinds, population.maps, population.sizes.take(numbers), progress)


def _only(rows: Rows, views: Sequence[HeapObject]) -> Rows:
    """The rows of some strings alone. Raises NotFound of what is no string, or is there once."""
    wanted: Dict[int, List[int]] = {}
    for view in views:
        if not isinstance(view, String):
            raise NotFound(f"{view.address:#x} is no string", "--duplicates VALUE tells where a string is there again")
        places = [(number, part.group_of(view.start)) for number, part in enumerate(rows.parts)]
        found = [(number, group) for number, group in places if group >= 0]
        if not found:
            raise NotFound(f"there is no other string that has the text of the one at {view.address:#x}")
        for number, group in found:
            wanted.setdefault(number, []).append(group)
    return Rows(rows.session, [rows.parts[number].only(sorted(set(groups))) for number, groups in wanted.items()])


# -- of what is alive, for a verdict ----------------------------------------------------------


@dataclass(frozen=True)
class Waste:
    """What the duplicates among the strings that are alive waste, and the bytes of all strings outside of the heap
    that are not counted as alive."""

    strings: int
    copies: int
    wasted: int
    outside: int

    def share(self, alive: int) -> float:
        """Of all that is alive, so many bytes on the heap, in percent."""
        return 100 * self.wasted / max(alive + self.outside, 1)


def waste_of(heap: Heap, progress: Optional[Progress] = None, say: Optional[Say] = None) -> Waste:
    """Works it out, or takes it from the index of the core."""
    found, session = retained_of(heap, progress, say), heap.session
    part, names = found.part("duplicates"), ("strings", "copies", "wasted", "outside")
    stored = index.load(session, part)
    if stored is not None and all(isinstance(stored.facts.get(name), int) for name in names):
        return Waste(*(stored.facts[name] for name in names))
    graph, nodes = found.graph, found.objects()
    told = find(heap, graph.addresses.take(nodes), graph.kinds.take(nodes), graph.maps,
                graph.sizes.take(nodes), progress)  # fmt: skip
    counted = session.layout.has("snapshot", "external_characters")  # in what is alive
    made = Waste(len(told), int(told.copies.sum()), int(told.wasted.sum()), 0 if counted else told.outside)
    if found.is_large:
        index.save(session, part, {}, vars(made))
    return made
