"""What a heap holds, space by space: pages, bytes of objects, free bytes, what is corrupt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, Iterable, List, Optional

from .heap import Heap, Space
from .heap_areas import unused_of_page
from .heap_walk import PageWalk, Passed, walker_of

Progress = Callable[[int, int], Optional[bool]]  # (bytes done, bytes in all); True asks to stop


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
    """Every space of its own that has pages."""
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
        if space.name not in found:  # another isolate's
            continue
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
        if held is not None and held[0].name in found:
            report = found[held[0].name]
            report.corrupt.append(passed)
            report.free -= 0 if held[0].is_large else passed.end - passed.start


def _by_walk(heap: Heap, found: Dict[str, SpaceReport], progress: Optional[Progress]) -> None:
    walker = walker_of(heap)
    whole = heap.size
    done = 0
    for space, page in heap.pages():
        if space.name not in found:
            continue
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
