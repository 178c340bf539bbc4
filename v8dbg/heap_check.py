"""Whatever is not as V8 leaves it: what cannot be walked, what fields hold, words that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator, Optional, Tuple

from .errors import Error
from .fields import field_values, mismatch
from .heap import Heap, Space
from .heap_pages import Page
from .heap_walk import PageWalk, Passed, walker_of
from .objects import HEAP_TAG, HeapObject
from .progress import Told, part
from .session import Session

if TYPE_CHECKING:
    from .field_check import Lost

_ASK = 256  # objects from one look at the clock to the next
_WALKED = 0.2  # of the time is the walk's


@dataclass
class Problem:
    """Something that is not as V8 leaves it."""

    address: int
    text: str


def problems(heap: Heap, every: int = 1, progress: Optional[Told] = None) -> Iterator[Problem]:
    """Whatever is wrong with a heap, in the order of memory where numpy is there.

    What objects hold is checked of every `every`th alone. It ends where `progress` answers True."""
    for text in heap.warnings:
        yield Problem(heap.address, text)
    try:
        import numpy  # noqa: F401
    except ImportError:
        yield from _one_by_one(heap, every, progress)
    else:
        yield from _at_once(heap, every, progress)


def _at_once(heap: Heap, every: int, progress: Optional[Told]) -> Iterator[Problem]:
    from .census import census
    from .field_check import Checker

    taken = census(heap, part(progress, 0, _WALKED, heap.size))
    found = [_passed(heap.page_of(each.start), each) for each in taken.corrupt]
    told = part(progress, _WALKED, 1, heap.size)
    done, whole = 0, max(1, int(taken.sizes.sum()))
    if not taken.partial:
        checker = Checker(heap, taken)
        for size, suspects in checker.suspects():
            for number in suspects:
                if number % every == 0:
                    found += of_object(heap.session, int(taken.addresses[number]) + HEAP_TAG)
            done += size
            if told is not None and told(done, whole):
                break
        for lost in checker.lost(every):
            found.append(_nowhere(heap.session, int(taken.addresses[lost.owner]) + HEAP_TAG, lost))
    yield from sorted(found, key=lambda each: each.address)


def _nowhere(session: Session, owner: int, lost: Lost) -> Problem:
    try:
        view = session.heap_object(owner)
        names = {each.info.offset: each.info.name for each in field_values(view)}
        where = f"{view.type_name}.{names[lost.place]}" if lost.place in names else f"{view.type_name}+{lost.place:#x}"
    except Error:
        where = f"+{lost.place:#x}"
    target, more = lost.target + HEAP_TAG, lost.words - 1
    if lost.of_target:
        others = f", and {more:,} more words lead here" if more else ""
        return Problem(target, f"no object of the heap begins here, where {where} of {owner:#x} leads{others}")
    others = f", nor do {more:,} more of its words" if more else ""
    return Problem(owner, f"{where} leads to no object of the heap, {target:#x}{others}")


def _one_by_one(heap: Heap, every: int, progress: Optional[Told]) -> Iterator[Problem]:
    walker, number = walker_of(heap), 0
    whole, before = heap.size, 0
    for space, page in heap.pages():
        walk = PageWalk(page)
        for entry in walker.page(space, page, walk):
            number += 1
            if number % _ASK == 0 and progress is not None and progress(before + walk.used, whole):
                return
            if number % every == 0:
                yield from of_object(heap.session, entry.address)
        before += page.area_end - page.area_start
        for passed in walk.corrupt:
            yield _passed((space, page), passed)


def _passed(held: Optional[Tuple[Space, Page]], passed: Passed) -> Problem:
    where = f" of the {held[0].name}" if held is not None else ""
    return Problem(passed.start, f"{passed.end - passed.start} bytes{where}: {passed.reason}")


def of_object(session: Session, address: int) -> Iterator[Problem]:
    """What is wrong with the fields of one object."""
    try:
        view: HeapObject = session.heap_object(address)
        for found in field_values(view):
            wrong = found.error or mismatch(session, found)
            if wrong:
                yield Problem(address, f"{view.type_name}.{found.info.name}: {wrong}")
    except Error as error:
        yield Problem(address, str(error))
