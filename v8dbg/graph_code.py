"""References that are no tagged words: those in machine code, and by way of the dispatch table. Needs numpy.

A reference in machine code is an operand, at any byte. V8 lists them in the code's relocation info; here a word of the
instructions is taken for one when it is the tagged address where an object begins, which no other operand is: V8 10.2
and 13.6 list the same. Calls from code to code that lies on the heap too (src/codegen/reloc-info.h:
CODE_TARGET) are no edges: they lead to builtins, which the isolate keeps.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple

import numpy as np

from .classes import class_of_type, is_a
from .dispatch import POINTER_MASK, POINTER_SHIFT, ROW, dispatch_table
from .errors import Error, NotFound
from .graph_index import Index
from .graph_slots import TAGGED, WEAK
from .jit import CompiledCode
from .objects import HEAP_TAG, TAG_MASK
from .session import PerSession, Session

Array = Any  # numpy.ndarray, whose types old numpy does not tell

_SEGMENT = 1 << 12  # rows of the table that are read at once
_NOWHERE = np.uint64(HEAP_TAG)  # a tagged word that leads to no object

_rows: PerSession[Tuple[int, Dict[int, Array]]] = PerSession()


def dispatched(session: Session, words: Array, heap: int) -> Array:
    """The tagged Code of the row of each handle, which the lower half of a word is; 0 of no handle.

    `heap` is the address of the heap whose objects hold the handles."""
    shift = np.uint64(session.layout.constant("JSDispatchTable", "handle_shift"))
    rows = ((words & np.uint64(0xFFFFFFFF)) >> shift).astype(np.int64)
    found = np.zeros(len(rows), np.uint64)
    used = np.flatnonzero(rows)
    if not len(used):
        return found
    try:
        base = _base(session, rows[used], heap)
    except NotFound:
        found[used] = _NOWHERE
        return found
    epoch, known = _rows.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _rows[session] = epoch, known
    segments = rows[used] // _SEGMENT
    for segment in np.unique(segments).tolist():
        start = base + segment * _SEGMENT * ROW
        if start not in known:
            raw = session.process.read_some(start, _SEGMENT * ROW)
            known[start] = np.frombuffer(raw + bytes(_SEGMENT * ROW - len(raw)), np.uint64)[1::2].copy()
        mine = used[segments == segment]
        found[mine] = known[start].take(rows[mine] % _SEGMENT)
    found[used] = found[used] >> np.uint64(POINTER_SHIFT) & np.uint64(POINTER_MASK) | _NOWHERE
    return found


def _base(session: Session, rows: Array, heap: int) -> int:
    """Where the table begins, by some rows of it that are in use: an old one may be empty."""
    error = NotFound("no row of the dispatch table is in use")
    for row in np.unique(rows)[:3].tolist():
        try:
            return dispatch_table(session, row, heap)
        except NotFound as missing:
            error = missing
    raise error


def embedded(
    session: Session, index: Index, words: Array, starts: Array, sizes: Array, addresses: Array, owners: Array
) -> Optional[Tuple[Array, Array, Array, Array]]:
    """(owners, offsets, words, codes) of the references among instructions, None where there is none.

    Objects begin at the words of the numbers `starts`, and so on; `owners` are those of them with instructions."""
    parts = []
    for owner in owners.tolist():
        begin, size = int(starts[owner]), int(sizes[owner])
        if begin < 0:
            continue
        try:
            header = session.layout.size(session.layout.type_name(session.instance_type(int(words[begin])))).header
        except Error:
            continue
        offsets, found = _operands(words[begin : begin + size // 8].view(np.uint8)[header:], index)
        if len(found):
            code = int(addresses[owner]) | HEAP_TAG
            parts.append((np.full(len(found), owner, np.int32), offsets + header, found, _codes(session, code, found)))
    if not parts:
        return None
    made = [np.concatenate(part) for part in zip(*parts)]
    return made[0], made[1], made[2], made[3]


def _operands(raw: Array, index: Index) -> Tuple[Array, Array]:
    """(places, values) of the tagged addresses of objects among bytes, in order."""
    places, values = [], []
    for shift in range(min(8, max(0, len(raw) - 7))):
        found = raw[shift : shift + (len(raw) - shift) // 8 * 8].view(np.uint64)
        tagged = np.flatnonzero((found & np.uint64(TAG_MASK) == HEAP_TAG) & (found >> np.uint64(48) == 0))
        if len(tagged):
            tagged = tagged[index.find(found[tagged] - np.uint64(HEAP_TAG)) >= 0]
            places.append(8 * tagged + shift)
            values.append(found[tagged])
    if not places:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    order = np.argsort(np.concatenate(places), kind="stable")
    return np.concatenate(places)[order], np.concatenate(values)[order]


def _codes(session: Session, code: int, found: Array) -> Array:
    """How strongly the code at a tagged address holds what it refers to."""
    codes = np.full(len(found), TAGGED, np.uint8)
    try:
        if not CompiledCode(session, code).is_optimized:
            return codes
    except Error:
        return codes
    for number, word in enumerate(found.tolist()):
        if _is_weak(session, word):
            codes[number] = WEAK
    return codes


def _is_weak(session: Session, word: int) -> bool:
    """Code::IsWeakObjectInOptimizedCode: an object, a context, a global variable, the map of an object."""
    try:
        map_word = session.process.u64(word - HEAP_TAG)
        name = session.layout.type_name(session.instance_type(map_word))
        wanted: Tuple[str, ...] = ("JSReceiver", "Context", "PropertyCell")
        if name == "MAP_TYPE":
            name, wanted = session.layout.type_name(session.instance_type(word)), ("JSObject",)
        cls = class_of_type(session, name)
        return any(is_a(session.layout, cls, each) for each in wanted)
    except Error:
        return False
