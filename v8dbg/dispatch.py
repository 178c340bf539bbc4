"""The code that a call of a function runs, since V8 13: the dispatch table (src/sandbox/js-dispatch-table.h).

A function holds a handle; its upper bits are the number of a row of 16 bytes: the entry point, then the Code object and
the parameter count in one word. Where the table begins is one of the external references that the isolate keeps for
generated code; it is known by what its rows hold.
"""

from __future__ import annotations

from typing import Dict, Iterator, Optional, Tuple

from .errors import Error, NotFound
from .heap_pages import find_page, page_size
from .isolate import HEAP_IN_ISOLATE, find_isolates
from .jit import CompiledCode, compiled_code
from .objects import HEAP_TAG, HeapObject
from .process import PAGE
from .session import PerSession, Session

_SEARCHED = 1 << 15  # words of the isolate that are looked through
ROW = 16
POINTER_SHIFT = 16  # kObjectPointerShift: the parameter count lies below
POINTER_MASK = (1 << 48) - 1

_MISSES = 16  # rows of a heap that no table has: then none is searched for until the target runs

_tables: PerSession[Dict[int, int]] = PerSession()  # by heap
_missed: PerSession[Tuple[int, Dict[int, int]]] = PerSession()  # the epoch; how many rows, by heap


def dispatched_code(function: HeapObject) -> CompiledCode:
    """The Code that the entry of a JSFunction leads to. Raises NotFound where the table is not found."""
    session, layout = function.session, function.session.layout
    place = function.start + layout.offset("JSFunction", "dispatch_handle")
    row = session.process.u32(place) >> layout.constant("JSDispatchTable", "handle_shift")
    page = find_page(session, function.start & -page_size(session))
    found = _code(session, dispatch_table(session, row, page.heap if page is not None else 0), row)
    if found is None:
        raise NotFound(f"row {row} of the dispatch table of functions has no code")
    return found


def dispatch_table(session: Session, row: int, heap: int) -> int:
    """Where the table of the heap at an address begins; `row` is one that is known to be in use. Raises NotFound.

    Isolates share one table, or each has its own, as in V8 14.6."""
    known = _tables.setdefault(session, {})
    base = known.get(heap, 0)
    if base and _code(session, base, row) is not None:
        return base
    epoch, missed = _missed.get(session, (-1, {}))
    if epoch != session.process.epoch:
        missed = {}
        _missed[session] = session.process.epoch, missed
    for each in _candidates(session, heap) if missed.get(heap, 0) < _MISSES else ():
        if _code(session, each, row) is not None:
            known[heap] = each
            return each
    missed[heap] = missed.get(heap, 0) + 1
    raise NotFound(f"row {row} of the dispatch table of functions is not found")


def code_word(word: int) -> int:
    """The tagged Code of a row's second word."""
    return (word >> POINTER_SHIFT & POINTER_MASK) | HEAP_TAG


def _candidates(session: Session, heap: int) -> Iterator[int]:
    """Words of the isolates that may be where the table begins, those of the heap's own isolate first."""
    seen = set()
    for isolate in sorted(find_isolates(session), key=lambda each: not 0 < heap - each.address < HEAP_IN_ISOLATE):
        data = session.process.read_some(isolate.address, 8 * _SEARCHED)
        for word in memoryview(data[: len(data) // 8 * 8]).cast("Q"):
            if word % PAGE or not 1 << 16 < word < 1 << 47 or word in seen:
                continue
            seen.add(word)
            yield word


def _code(session: Session, base: int, row: int) -> Optional[CompiledCode]:
    """The code of a row, if there is one and the row's entry point is that of the code."""
    data = session.process.read_some(base + row * ROW, ROW)
    if len(data) < ROW:
        return None
    entry, word = int.from_bytes(data[:8], "little"), int.from_bytes(data[8:], "little")
    tagged = code_word(word)
    try:
        if session.heap_object(tagged).type_name != "CODE_TYPE":
            return None
        code = compiled_code(session, tagged)
        return code if entry == code.instruction_start or session.process.readable(entry) else None
    except Error:
        return None
