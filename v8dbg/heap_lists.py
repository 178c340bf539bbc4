"""How the pages of a heap are linked to lists, one for each space (src/heap/list.h).

A list has no place that a table tells: its ends are two neighbouring words of a Space, pages that name the space; its
link is two neighbouring words of their headers, of which the first leads to a page whose second leads back.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Set, Tuple

from . import limits
from .errors import Corrupt, Fault
from .heap_pages import Page, page_of_info, page_size
from .session import Session

_PAGES_FROM = 1 << 36  # an address: no size is so large

Headers = Dict[int, Tuple[int, ...]]  # where the header of a page is: its words


class PageLists:
    """The lists of the Heap at an address."""

    def __init__(self, session: Session, heap: int) -> None:
        self.session, self.address = session, heap

    def at(self, words: Sequence[int], at: int, owner: int) -> List[Page]:
        """The pages of the list whose ends lie in a Space's words from `at` on and name `owner`; none where there is no
        such list. Raises Corrupt where a page is missing."""
        for number in range(at // 8 + 1, min(at // 8 + 30, len(words) - 1)):
            front, back = (self._page_named(word, owner) for word in words[number : number + 2])
            if front is not None and back is not None:
                return self._follow(front, back, owner)
            if all(each or self._gone(word) for each, word in zip((front, back), words[number : number + 2])):
                raise Corrupt("its first page or its last is missing")
        return []

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
        """Those that are in a list: a page that was freed keeps its header, but no other page points to it."""
        owners = {page.info: page.owner for page in pages}
        _, linked = self._links(pages, self._headers(pages))
        crowded = {owners[info] for info in linked}
        return [page for page in pages if page.info in linked or page.owner not in crowded]

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
            start = info if info >= _PAGES_FROM and info % size == 0 else 0
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
