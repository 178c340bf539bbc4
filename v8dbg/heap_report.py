"""What a heap holds, space by space: pages, bytes of objects, free bytes, what is corrupt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, Iterable, Iterator, List, Optional

from .errors import Error
from .fields import field_values, mismatch
from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_walk import PageWalk, Passed, walker_of
from .objects import HeapObject
from .session import Session

Progress = Callable[[int, int], Optional[bool]]  # (bytes done, bytes in all); True asks to stop
_ASK = 256  # objects from one look at the clock to the next


@dataclass
class SpaceReport:
    """One space. `size` is what its pages take, `used` the bytes of objects, `unused` of memory in which no object was
    allocated yet, `free` of free memory and fillers; headers of pages are the rest."""

    space: Space
    size: int = 0
    used: int = 0
    free: int = 0
    unused: int = 0
    objects: int = 0
    corrupt: List[Passed] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.space.name

    @property
    def passed(self) -> int:
        """Bytes that are no objects and should be."""
        return sum(each.end - each.start for each in self.corrupt)


def spaces(heap: Heap, progress: Optional[Progress] = None) -> List[SpaceReport]:
    """Every space that has pages."""
    found = {}
    for space in heap.spaces:
        if space.pages or space.from_pages:
            size = sum(page.size for page in space.pages + space.from_pages)
            found[space.name] = SpaceReport(space, size)
    try:
        _by_census(heap, found, progress)
    except ImportError:  # no numpy: one object after another
        _by_walk(heap, found, progress)
    return list(found.values())


def _by_census(heap: Heap, found: Dict[str, SpaceReport], progress: Optional[Progress]) -> None:
    from .census import census, sums_by_page

    taken = census(heap, progress)
    pages = list(heap.pages())
    for (space, page), (objects, used) in zip(pages, sums_by_page(taken, [page for _, page in pages])):
        report = found[space.name]
        report.objects += objects
        report.used += used
        unused = sum(high - low for low, high in unused_of_page(heap, page))
        report.unused += unused
        if not space.is_large:
            end = min(page.area_end, page.high_water_mark) if page.heap == 0 else page.area_end
            report.free += end - page.area_start - used - unused
    for passed in taken.corrupt:
        held = heap.page_of(passed.start)
        if held is not None:
            report = found[held[0].name]
            report.corrupt.append(passed)
            report.free -= 0 if held[0].is_large else passed.end - passed.start


def _by_walk(heap: Heap, found: Dict[str, SpaceReport], progress: Optional[Progress]) -> None:
    walker = walker_of(heap)
    whole = heap.size
    done = 0
    for space, page in heap.pages():
        walk, report = PageWalk(page), found[space.name]
        for _ in walker.page(space, page, walk):
            pass
        report.used += walk.used
        report.free += walk.free
        report.unused += walk.unused
        report.objects += walk.objects
        report.corrupt += walk.corrupt
        done += page.area_end - page.area_start
        if progress is not None and progress(done, whole):
            return


def by_name(reports: Iterable[SpaceReport]) -> Dict[str, Dict[str, int]]:
    """What can be compared of spaces, those of several heaps that have the same name together."""
    found: Dict[str, Dict[str, int]] = {}
    for report in reports:
        sums = found.setdefault(report.name, dict.fromkeys(COMPARED, 0))
        for name, value in zip(COMPARED, (report.size, report.used, report.objects)):
            sums[name] += value
    return found


COMPARED = ("size", "used", "objects")


@dataclass
class Problem:
    """Something that is not as V8 leaves it."""

    address: int
    text: str


def problems(
    session: Session, heap: Heap, every: int = 1, progress: Optional[Progress] = None
) -> Iterator[Problem]:
    """Whatever is wrong with a heap: what cannot be walked, and fields that hold what their class does not allow.

    Fields are checked of every `every`th object alone. It ends where `progress` answers True."""
    for text in heap.warnings:
        yield Problem(heap.address, text)
    walker, number = walker_of(heap), 0
    whole, before = heap.size, 0
    for space, page in heap.pages():
        walk = PageWalk(page)
        for entry in walker.page(space, page, walk):
            number += 1
            if number % _ASK == 0 and progress is not None and progress(before + walk.used, whole):
                return
            if number % every == 0:
                yield from _fields(session, entry.address)
        before += page.area_end - page.area_start
        for passed in walk.corrupt:
            yield Problem(passed.start, f"{passed.end - passed.start} bytes of the {space.name}: {passed.reason}")


def _fields(session: Session, address: int) -> Iterator[Problem]:
    try:
        view: HeapObject = session.heap_object(address)
        for found in field_values(view):
            wrong = found.error or mismatch(session, found)
            if wrong:
                yield Problem(address, f"{view.type_name}.{found.info.name}: {wrong}")
    except Error as error:
        yield Problem(address, str(error))
