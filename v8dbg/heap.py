"""The heap of an isolate: its spaces and their pages (src/heap/heap.h, src/heap/spaces.h).

What differs between builds is not looked up but recognized: the Heap lies inside the Isolate and every page
names it; its table of spaces holds objects that point back to it, each followed by its number; a space holds
the ends of its list of pages, which name the space. Where that cannot be read, every page of the process is
looked at and those that name the heap are taken.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Collection, Dict, Iterator, List, Optional, Set, Tuple

from .errors import Corrupt, Error, Fault, NotFound
from .heap_lists import PageLists
from .heap_pages import Page, find_page, page_of_info, page_size, pages_without_heap, searched_pages
from .isolate import HEAP_IN_ISOLATE, Isolate, find_isolates, is_native_code
from .objects import is_smi
from .session import PerSession, Session

_HEAP_WORDS = 512  # of the Heap, in which its table of spaces lies
_NUMBER_WORDS = 12  # of a Space, its number among them
_SPACE_WORDS = 160  # of a Space, its semispaces included
_HALVES = 2  # to_space and from_space; what looks like a third, behind them, is that of a heap that is gone
_TABLE = 4  # spaces in a row that make a table
NO_HEAP = NotFound, Corrupt, Fault  # what is raised of an isolate that is being made or taken down, or is damaged


@dataclass(eq=False)
class Space:
    """One space. `name` as v8.getHeapSpaceStatistics calls it."""

    name: str
    id: int
    address: int
    pages: List[Page] = field(default_factory=list)  # in the order of the space's list
    from_pages: List[Page] = field(default_factory=list)  # of the new space: the half that is not in use
    is_paged: bool = False  # the new space of --minor-ms (src/heap/new-spaces.h, PagedNewSpace): no halves, a free list

    @property
    def is_large(self) -> bool:
        """Does each page hold a single object?"""
        return self.name.endswith("large_object_space")

    @property
    def is_young(self) -> bool:
        return self.name.startswith("new_")


class Heap:
    """The spaces and pages of one isolate. Raises NotFound where none can be found.

    `lender` is the heap of the isolate whose shared spaces the others use as well, None of that one itself and where
    nothing is shared (Isolate::shared_space_isolate; --shared-string-table)."""

    def __init__(self, isolate: Isolate) -> None:
        self.isolate, self.session = isolate, isolate.session
        self.warnings: List[str] = []
        self.lender: Optional[Heap] = None
        self.is_complete = False
        self.address = self._find_heap()
        self._lists = PageLists(self.session, self.address)
        self.spaces: List[Space] = self._find_spaces()
        self._find_pages()

    def complete(self, lender: Optional[Heap]) -> None:
        """Takes what another isolate shares, and searches for pages where some are still missing."""
        self.lender, self.is_complete = lender, True
        self._sort()
        if self._lost():
            self._search_pages()
            self._sort()
            if self._lost():
                self.warnings.append(
                    "some of the isolate's own objects lie on no page that was found: what is said of the heap is wrong"
                    " where the layout is of another V8 (`v8layout`), memory is missing, or the isolate is being taken"
                    " down (a worker that has ended)"
                )

    def _sort(self) -> None:
        spaces = [*self.spaces, *self._borrowed()]
        known = [(page.start, page, space) for space in spaces for page in space.pages + space.from_pages]
        self._sorted = sorted(known, key=lambda entry: entry[0])
        self._starts = [entry[0] for entry in self._sorted]

    def _lost(self) -> List[int]:
        """Of what the isolate holds itself, what lies on no page that is known."""
        return [word for word in self._held if self.page_of(word) is None]

    @cached_property
    def _held(self) -> List[int]:
        """The isolate's context and what is in its table of roots, tagged."""
        words = [self.isolate.word("context")] + [word for _, word in self.isolate.roots()][::-1]
        return [word for word in words if not is_smi(word)]

    def space(self, name: str) -> Space:
        for space in self.spaces:
            if space.name == name:
                return space
        raise NotFound(f"no space {name}", "there are: " + ", ".join(space.name for space in self.spaces))

    @property
    def size(self) -> int:
        """Bytes of all pages in which objects may lie."""
        return sum(page.area_end - page.area_start for _, page in self.pages())

    def pages(self) -> Iterator[Tuple[Space, Page]]:
        """Every page that holds objects, space by space: those of spaces that another isolate shares come last."""
        for space in [*self.spaces, *self._borrowed()]:
            for page in space.pages:
                yield space, page

    @property
    def shared(self) -> List[Space]:
        """The spaces of this heap that other isolates use as well."""
        return [space for space in self.spaces if space.name.startswith("shared_") and space.pages]

    def _borrowed(self) -> List[Space]:
        return self.lender.shared if self.lender is not None else []

    def page_of(self, address: int) -> Optional[Tuple[Space, Page]]:
        """The space and page that hold an address, None where none does."""
        number = bisect_right(self._starts, address) - 1
        if number < 0:
            return None
        _, page, space = self._sorted[number]
        return (space, page) if address in page else None

    # -- finding -------------------------------------------------------------------

    def _find_heap(self) -> int:
        """Address of the Heap: what the pages of objects that an isolate holds name, inside the isolate."""
        session, isolate = self.session, self.isolate
        for word in self._held:
            page = find_page(session, word & -page_size(session))
            if page is not None and isolate.address < page.heap < isolate.address + HEAP_IN_ISOLATE:
                return page.heap
        raise NotFound(
            f"the isolate at {isolate.address:#x} has no heap: it is being made or taken down (a worker that begins, or"
            " has ended), or memory is missing"
        )

    def _find_spaces(self) -> List[Space]:
        names = self.session.layout.names("AllocationSpace")
        found: Dict[int, Space] = {}
        for address in self._table_of_spaces():
            number = self._number_of_space(address)
            if number is not None and number < len(names):
                found.setdefault(number, Space(names[number], number, address))
        if not found:
            self._warn("the heap's table of spaces cannot be read: its pages were searched for")
        return [found[number] for number in sorted(found)]

    def _table_of_spaces(self) -> List[int]:
        try:
            words = self.session.process.words(self.address, _HEAP_WORDS)
        except Fault:
            return []
        found: List[int] = []
        run: List[int] = []
        for word in [*words, -1]:
            if word == 0:
                continue  # a space that this isolate does not have
            if self._number_of_space(word) is not None:
                run.append(word)
                continue
            # the Heap has a field for each space as well, and that of a worker has the main isolate's read-only space
            # among them
            if len(run) >= _TABLE:
                found += run
            run = []
        return found

    def _number_of_space(self, address: int) -> Optional[int]:
        """Its AllocationSpace where a Space of this heap lies at an address."""
        process = self.session.process
        if address & 7 or address < 1 << 16:
            return None
        words = process.some_words(address, _NUMBER_WORDS)
        if self.address not in words[1:-1] or not self._is_vtable(words[0]):
            return None
        number = words[words.index(self.address, 1) + 1] & 0xFFFFFFFF
        return number if number < len(self.session.layout.names("AllocationSpace")) else None

    def _is_vtable(self, address: int) -> bool:
        """Are there addresses of functions, in a file? Below 4 GB, where a binary may be, a size is an address of it as
        well; and in memory that was freed may be two addresses of what lies beside its functions."""
        region = self.session.process.region(address)
        functions = self.session.process.some_words(address, 2) if region is not None and region.path else ()
        return len(functions) == 2 and all(is_native_code(self.session, function) for function in functions)

    # -- pages ---------------------------------------------------------------------

    def _find_pages(self) -> None:
        halves = [self._halves(space) for space in self.spaces]
        known = [space.address for space in self.spaces] + [half for some in halves for half in some]
        learned = self._lists.learn(known)
        if known and not learned:
            self._warn("no space leads to its pages: they were searched for")
        whole: Set[int] = set()
        for space, some in zip(self.spaces, halves):
            try:
                self._pages_of_space(space, some)
                if learned:
                    whole.update((space.address, *some))
            except Error as error:
                self._warn(f"{space.name}: {error}")
        if self.warnings:
            self._search_pages(whole)
        self._read_only_from_roots()

    def _halves(self, space: Space) -> List[int]:
        """Where the spaces are that the new space is made of, with a list each; no other space has any."""
        places = range(space.address + 8, space.address + 8 * _SPACE_WORDS, 8) if space.name == "new_space" else ()
        return [place for place in places if self._number_of_space(place) == space.id][:_HALVES]

    def _pages_of_space(self, space: Space, halves: List[int]) -> None:
        if space.name == "read_only_space":
            space.pages = self._read_only(self.session.process.some_words(space.address, _SPACE_WORDS))
        space.is_paged = len(halves) == 1
        for half in halves:
            for page in self._lists.of(half):
                self._put_young(space, page)
        if not space.pages and not space.from_pages:
            space.pages = self._lists.of(space.address)

    def _put_young(self, space: Space, page: Page) -> None:
        flags = self.session.layout.bits("PageStart.flags", "from_page")
        (space.from_pages if flags.of(page.flags) else space.pages).append(page)

    def _read_only(self, words: Tuple[int, ...]) -> List[Page]:
        """Of the read-only space: a list, or a vector (begin, end, end of its memory) of pages."""
        for number in range(1, len(words) - 2):
            begin, end, capacity = words[number : number + 3]
            if not (begin and begin < end <= capacity and (end - begin) % 8 == 0 and end - begin < 1 << 16):
                continue
            try:
                infos = self.session.process.words(begin, (end - begin) // 8)
                pages = [page_of_info(self.session, info) for info in infos]
            except (Corrupt, Fault):
                continue
            if all(page.start <= page.area_start < page.start + page_size(self.session) for page in pages):
                return pages
        return []

    def _read_only_from_roots(self) -> None:
        """The pages of the oddballs and those like them, where the read-only space did not tell."""
        ours = next((space for space in self.spaces if space.name == "read_only_space"), None)
        if ours is None:
            ours = Space("read_only_space", 0, 0)
            self.spaces.insert(0, ours)
        if ours.pages:
            return
        for word in [word for _, word in self.isolate.roots() if not is_smi(word)]:
            page = find_page(self.session, word & -page_size(self.session))
            if page is not None and page.heap == 0 and page not in ours.pages:
                ours.pages.append(page)
        alike = {(page.flags, page.owner) for page in ours.pages}
        for page in pages_without_heap(self.session) if alike else ():
            if (page.flags, page.owner) in alike and page not in ours.pages:
                ours.pages.append(page)

    def _search_pages(self, whole: Collection[int] = ()) -> None:
        """The second way: every aligned address of the process that has a header which names this heap. Spaces whose
        lists are `whole` have no further page."""
        names = self.session.layout.names("AllocationSpace")
        known = {space.address: space for space in self.spaces}
        have = {page.start for space in self.spaces for page in space.pages + space.from_pages}
        searched = [page for page in searched_pages(self.session) if page.heap == self.address and self._is_used(page)]
        missing = self._lists.missing(searched)
        if missing:
            places = ", ".join(f"{each:#x}" for each in missing[:3]) + (", …" if missing[3:] else "")
            self._warn(f"pages of the heap are missing, with all objects on them: {len(missing)} at least ({places})")
        for page in self._lists.linked([page for page in searched if page.owner not in whole]):
            if page.start in have:
                continue
            space = known.get(page.owner) or self._space_of(page, known, names)
            if space.name == "new_space":
                self._put_young(space, page)
            else:
                space.pages.append(page)

    def _warn(self, text: str) -> None:
        if text not in self.warnings:  # pages are searched for twice at most
            self.warnings.append(text)

    def _is_used(self, page: Page) -> bool:
        """Has it a space? One that is being freed has none, nor have read-only ones, on which there are roots."""
        return bool(page.owner) or any(word in page for word in self._held)

    def _space_of(self, page: Page, known: Dict[int, Space], names: Tuple[str, ...]) -> Space:
        number = self._number_of_space(page.owner)
        for space in self.spaces:
            if number is not None and space.id == number:
                known[page.owner] = space
                return space
        name = names[number] if number is not None else "unknown_space"
        space = Space(name, -1 if number is None else number, page.owner)
        known[page.owner] = space
        self.spaces.append(space)
        return space


_heaps: PerSession[Tuple[int, Dict[Isolate, Heap]]] = PerSession()


def heap_of(isolate: Isolate) -> Heap:
    """The heap of an isolate, remembered until the target runs. Raises NotFound; Corrupt or Fault where the isolate
    itself is not whole."""
    found = _begun(isolate)
    if not found.is_complete:
        found.complete(None if found.shared else _lender(isolate.session))
    return found


def _begun(isolate: Isolate) -> Heap:
    """The same before it is complete."""
    session = isolate.session
    epoch, known = _heaps.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _heaps[session] = epoch, known
    if isolate not in known:
        known[isolate] = Heap(isolate)
    return known[isolate]


def _lender(session: Session) -> Optional[Heap]:
    """The heap whose spaces all isolates share."""
    for isolate in find_isolates(session):
        try:
            found = _begun(isolate)
        except NO_HEAP:
            continue
        if found.shared:
            return found
    return None


def heaps(session: Session) -> Iterator[Heap]:
    """The heap of every isolate that a thread has entered. One without a heap is passed over, which is warned of in the
    end. Raises what heap_of does where that leaves none."""
    found = 0
    passed: List[Error] = []
    for isolate in find_isolates(session):
        try:
            heap = heap_of(isolate)
        except NO_HEAP as error:
            passed.append(error)
            continue
        found += 1
        yield heap
    if passed and not found:
        raise passed[0]
    for each in passed:
        session.warn(str(each))
