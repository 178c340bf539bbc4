"""How the pages of a heap are linked to lists, one for each space (src/heap/list.h).

A list has no place that a table tells: its ends are two neighbouring words of a Space, the same two of each, pages that
name the space; its link is two neighbouring words of their headers, of which the first leads to a page whose second
leads back.
"""

from __future__ import annotations

from collections import Counter
from typing import Dict, Iterable, List, Optional, Set, Tuple

from . import limits
from .errors import Corrupt, Fault
from .heap_pages import Page, page_of_info, page_size
from .session import Session

_ENDS_UNTIL = 30  # words from the beginning of a Space
_PAGES = range(1 << 36, 1 << 47)  # addresses: no size is so large, and no process' memory lies behind

Headers = Dict[int, Tuple[int, ...]]  # where the header of a page is: its words


class PageLists:
    """The lists of the Heap at an address."""

    def __init__(self, session: Session, heap: int) -> None:
        self.session, self.address = session, heap
        self._ends: Optional[int] = None  # number of the word of a Space that is its first page

    def learn(self, spaces: Iterable[int]) -> bool:
        """Finds where Spaces have the ends of their lists, by those at some addresses: the list is a member of the
        class that all are derived from. Does any of them show it?"""
        found = Counter(number for space in spaces for number in self._places(space))
        self._ends = next((number for number, _ in found.most_common(1)), None)
        return self._ends is not None

    def _places(self, space: int) -> List[int]:
        words = self.session.process.some_words(space, _ENDS_UNTIL + 1)
        pages = [self._page_named(word, space) is not None for word in words]
        return [number for number, pair in enumerate(zip(pages, pages[1:])) if all(pair)][:1]

    def of(self, space: int) -> List[Page]:
        """The pages of the Space at an address. Raises Corrupt where one is missing, Fault."""
        if self._ends is None:
            return []
        ends = self.session.process.words(space + 8 * self._ends, 2)
        if ends == (0, 0):
            return []
        front, back = (self._page_named(word, space) for word in ends)
        if front is None or back is None:
            raise Corrupt("its first page or its last is missing")
        return self._follow(front, back, space)

    def _follow(self, front: Page, back: Page, owner: int) -> List[Page]:
        """From one end of a list to the other, by the link that leads there and back."""
        if front == back:
            return [front]
        link = self._link(front, owner)
        found, page, seen = [front], front, {front.info}
        while page.info != back.info:
            info = self.session.process.u64(page.info + link)
            following = self._page_named(info, owner)
            if following is None or info in seen:
                raise Corrupt(f"the list of pages breaks off behind {page.start:#x}")
            seen.add(info)
            found.append(following)
            page = following
        if self.session.process.u64(page.info + link):
            raise Corrupt(f"the list of pages does not end at {page.start:#x}, its last")
        return found

    def _link(self, front: Page, owner: int) -> int:
        """Offset of the pointer to the next page in a header: the page there points back by the word behind it."""
        words = self._header(front)
        for number, word in enumerate(words[:-1]):
            if word != front.info and words[number + 1] == 0 and self._page_named(word, owner) is not None:
                if self.session.process.u64(word + 8 * number + 8) == front.info:
                    return 8 * number
        raise Corrupt(f"the page at {front.start:#x} is linked to no other")

    def linked(self, pages: List[Page]) -> List[Page]:
        """Those that are in a list: a page that was freed keeps its header, but no other page points to it.

        Of a space none of whose pages is linked to another, all of them: it has one page perhaps."""
        headers = self._headers(pages)
        number, linked = self._links(pages, headers)
        beside = {info for info in headers if linked and any(map(self._gone, headers[info][number : number + 2]))}
        owners = {page.info: page.owner for page in pages}
        listed = linked | beside
        crowded = {owners[info] for info in listed}
        return [page for page in pages if page.info in listed or page.owner not in crowded]

    def _links(self, pages: List[Page], headers: Headers) -> Tuple[int, Set[int]]:
        """(number of the word of their headers that links pages, where the headers of those are that it links)"""
        owners = {page.info: page.owner for page in pages}
        links: Dict[int, Set[int]] = {}  # number of the word that may be the link: the pages that it links
        for info, header in headers.items():
            for number, word in enumerate(header[:-1]):
                there = headers.get(word, ())
                if word != info and number + 1 < len(there) and there[number + 1] == info:
                    if owners[word] == owners[info]:
                        links.setdefault(number, set()).update((info, word))
        return max(links.items(), key=lambda each: len(each[1]), default=(0, set()))

    def missing(self, pages: List[Page]) -> List[int]:
        """Where pages begin that some pages are linked to, and whose memory is missing; ascending."""
        headers = self._headers(pages)
        number, linked = self._links(pages, headers)
        neighbours = {word for info in linked for word in headers[info][number : number + 2]}
        return sorted({start for start in map(self._gone, neighbours) if start})

    # -- one page ----------------------------------------------------------------------

    def _gone(self, info: int) -> int:
        """Where the page begins that has its header at an address, if its memory is missing; else 0."""
        layout, process, size = self.session.layout, self.session.process, page_size(self.session)
        if layout.has("PageStart", "metadata"):
            try:
                heap, area = (process.u64(info + layout.offset("Page", field)) for field in ("heap", "area_start"))
            except Fault:
                return 0
            start = area & -size if heap == self.address else 0
        else:
            start = info if info in _PAGES and info % size == 0 else 0
        return 0 if not start or process.readable(start) else start

    def _page_named(self, info: int, owner: int) -> Optional[Page]:
        """The page with its header at `info`, if it names this heap and `owner`."""
        if info & 7 or info < 1 << 16:
            return None
        read, layout = self.session.process.words, self.session.layout
        try:
            if read(info + layout.offset("Page", "owner"), 1)[0] != owner:
                return None
            page = page_of_info(self.session, info)
        except (Corrupt, Fault):
            return None
        return page if page.heap == self.address and page.owner == owner else None

    def _headers(self, pages: List[Page]) -> Headers:
        return {page.info: self._header(page) for page in pages}

    def _header(self, page: Page) -> Tuple[int, ...]:
        return self.session.process.some_words(page.info, limits.MAX_PAGE_HEADER // 8)
