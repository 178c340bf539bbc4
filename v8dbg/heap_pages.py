"""Pages of V8's heap: what the header of each says.

A page is aligned to its size and begins with a header that names its heap, its space and the area that
objects may take (src/heap/memory-chunk.h; MemoryChunk and Page until V8 12). Since V8 12.9 most of the
header lies elsewhere, and the page has a pointer to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, List, Optional, Tuple

from . import limits
from .errors import Corrupt, Fault
from .session import PerSession, Session

SWEEPING_DONE, SWEEPING_PENDING = 0, 1  # ConcurrentSweepingState::kDone, kPending; later ones: it is being swept


@dataclass(frozen=True)
class Page:
    """One page, or one large object with its header. Addresses are untagged."""

    start: int  # aligned
    info: int  # where the header's fields are: `start`, or elsewhere
    flags: int
    heap: int  # 0 of a read-only page
    owner: int  # address of the Space, 0 of a read-only page
    area_start: int
    area_end: int
    size: int
    high_water_mark: int  # no object was ever allocated behind it; of large pages it says nothing

    def __contains__(self, address: int) -> bool:
        return self.start <= address < max(self.area_end, self.start + self.size)


def page_size(session: Session) -> int:
    return 1 << session.layout.constant("heap", "page_size_bits")


def page_at(session: Session, start: int) -> Page:
    """The page that starts at an address. Raises Corrupt where there is none."""
    layout, read = session.layout, session.process.u64
    info = start
    if layout.has("PageStart", "metadata"):
        info = read(start + layout.offset("PageStart", "metadata"))
        if info & 7 or not info:
            raise Corrupt(f"no page of the heap at {start:#x}: its metadata is at {info:#x}")
    return _page(session, start, info)


def _page(session: Session, start: int, info: int) -> Page:
    layout, read = session.layout, session.process.u64

    def field(name: str) -> int:
        return read(info + layout.offset("Page", name))

    page = Page(
        start, info, read(start + layout.offset("PageStart", "flags")), field("heap"), field("owner"),
        field("area_start"), field("area_end"), field("size"), start + field("high_water_mark"),
    )
    sound = (
        start < page.area_start < page.area_end <= start + limits.MAX_PAGE
        and page.area_start - start < page_size(session) // 2
        and not (page.area_start | page.area_end) & 7
    )
    if not sound:
        raise Corrupt(f"no page of the heap at {start:#x}: objects at {page.area_start:#x} to {page.area_end:#x}")
    return page


def page_of_info(session: Session, info: int) -> Page:
    """The page whose header is at an address, as lists of pages link them. Raises Corrupt."""
    layout = session.layout
    if info & 7:
        raise Corrupt(f"{info:#x} is no page of the heap")
    if not layout.has("PageStart", "metadata"):
        return page_at(session, info & -page_size(session))
    start = session.process.u64(info + layout.offset("Page", "area_start")) & -page_size(session)
    page = page_at(session, start)
    if page.info != info:
        raise Corrupt(f"the page at {start:#x} does not belong to the metadata at {info:#x}")
    return page


def find_page(session: Session, start: int) -> Optional[Page]:
    """As page_at, None where there is none."""
    try:
        return page_at(session, start)
    except (Corrupt, Fault):
        return None


def searched_pages(session: Session) -> Iterator[Page]:
    """Every aligned address of the process that has the header of a page, those that were freed too."""
    size = page_size(session)
    for region in session.process.regions():
        if region.path:
            continue
        for start in range(-(-region.start // size) * size, region.end, size):
            page = find_page(session, start)
            if page is not None:
                yield page


_without_heap: PerSession[Tuple[int, List[Page]]] = PerSession()


def pages_without_heap(session: Session) -> List[Page]:
    """Every page of the process that belongs to no isolate's heap, as read-only ones do: searched for once, whichever
    Workers ask, until the target runs."""
    epoch, found = _without_heap.get(session, (-1, []))
    if epoch != session.process.epoch:
        found = [page for page in searched_pages(session) if page.heap == 0]
        _without_heap[session] = session.process.epoch, found
    return found


def sweeping(session: Session, page: Page) -> int:
    """How far the sweeper is with a page, in V8's numbers."""
    return session.process.u64(page.info + session.layout.offset("Page", "sweeping"))


def is_swept(session: Session, page: Page) -> bool:
    """Is it free of dead objects that the collector has yet to turn into free space?"""
    return sweeping(session, page) == SWEEPING_DONE


def mark_bits(session: Session, page: Page, data_page: Page) -> int:
    """Address of a page's mark bits, one for each word from the page's start on.

    From V8 8.5 to 12.8 they end the header; in a page for data its first object follows."""
    layout = session.layout
    if layout.has("Page", "marking_bitmap"):
        return session.process.u64(page.info + layout.offset("Page", "marking_bitmap"))
    if layout.has("Page", "inline_marking_bitmap"):
        return page.info + layout.offset("Page", "inline_marking_bitmap")
    behind = layout.constant("heap", "behind_mark_bits")
    return page.start + data_page.area_start - data_page.start - behind - page_size(session) // 64
