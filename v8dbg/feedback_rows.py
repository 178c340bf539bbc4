"""What a function's inline caches learned, slot by slot (src/objects/feedback-vector.h).

The kinds of slots are in the FeedbackMetadata, five bits each, six in a word of 32 bits.
"""

from __future__ import annotations

from typing import Iterator, List

from . import limits
from .errors import Corrupt, Error
from .objects import CLEARED_WEAK, TAG_MASK, HeapObject, is_smi
from .rows import Part, Row
from .session import Session
from .strings import Symbol

_KIND_BITS, _KINDS_IN_WORD = 5, 6
_INVALID = "kInvalid"


def slot_kinds(metadata: HeapObject) -> List[str]:
    """The kind of each slot; the second word of a slot that has two is kInvalid. Raises Corrupt."""
    layout, process = metadata.session.layout, metadata.session.process
    count = process.u32(metadata.start + layout.offset("FeedbackMetadata", "slot_count"))
    if count > limits.MAX_CODE_ARRAY:
        raise Corrupt(f"the feedback metadata at {metadata.address:#x} has {count} slots")
    names = layout.names("FeedbackSlotKind")
    start = layout.offset("FeedbackMetadata", "slot_count") + 4
    if layout.has("FeedbackMetadata", "create_closure_slot_count"):
        start += 4
    words = (count + _KINDS_IN_WORD - 1) // _KINDS_IN_WORD
    data = process.read(metadata.start + start, 4 * words)
    found = []
    for index in range(count):
        at = 4 * (index // _KINDS_IN_WORD)
        word = int.from_bytes(data[at : at + 4], "little")
        number = word >> _KIND_BITS * (index % _KINDS_IN_WORD) & (1 << _KIND_BITS) - 1
        found.append(names[number] if number < len(names) else f"kind {number}")
    return found


def metadata_part(metadata: HeapObject) -> Part:
    """The kinds of a FeedbackMetadata's slots."""
    kinds = [(index, kind) for index, kind in enumerate(slot_kinds(metadata)) if kind != _INVALID]
    return Part("slots", len(kinds), (Row(str(index), 0, None, None, {"kind": kind[1:]}) for index, kind in kinds))


def vector_part(vector: HeapObject) -> Part:
    """The slots of a FeedbackVector: kind, state, both words."""
    layout, process = vector.session.layout, vector.session.process
    count = process.u32(vector.start + layout.offset("FeedbackVector", "length"))
    if count > limits.MAX_CODE_ARRAY:
        raise Corrupt(f"the feedback vector at {vector.address:#x} has {count} slots")
    return Part("slots", count, _slots(vector, count))


def _slots(vector: HeapObject, count: int) -> Iterator[Row]:
    session = vector.session
    start = session.layout.offset("FeedbackVector", "feedback_slots")
    kinds = _kinds_of(vector)
    words = session.process.words(vector.start + start, count)
    for index, word in enumerate(words):
        kind = kinds[index] if index < len(kinds) else ""
        facts = {}
        if kind != _INVALID:
            two = index + 1 < len(kinds) and kinds[index + 1] == _INVALID
            facts = {"kind": kind[1:] or "unknown"}
            state = ic_state(session, kind, word, words[index + 1] if two else None)
            if state:
                facts["state"] = state
        yield Row(str(index), start + 8 * index, word, None, facts)


def _kinds_of(vector: HeapObject) -> List[str]:
    """The kinds of a vector's slots, none where its function has lost them."""
    layout = vector.session.layout
    try:
        shared = vector.session.heap_object(vector.word(layout.offset("FeedbackVector", "shared")))
        word = shared.word(layout.offset("SharedFunctionInfo", "outer_scope_info_or_feedback_metadata"))
        metadata = vector.session.heap_object(word)
        return slot_kinds(metadata) if metadata.type_name == "FEEDBACK_METADATA_TYPE" else []
    except Error:
        return []


def ic_state(session: Session, kind: str, word: int, extra: object) -> str:
    """State of an inline cache by what its slot holds; "" of slots that are none, and where it cannot be told."""
    if not kind.startswith(("kLoad", "kStore", "kSet", "kDefine", "kHas", "kCall", "kClone", "kInstanceOf")):
        return ""
    if is_smi(word):
        return ""
    if word & 0xFFFFFFFF == CLEARED_WEAK:
        return "cleared"
    try:
        view = session.heap_object(word)
    except Error:
        return ""
    if isinstance(view, Symbol):
        # both symbols are nameless; the second word of a cache that was never used has the same, or a count of 0
        if extra is None:
            return ""
        return "uninitialized" if extra == word or kind == "kCall" and extra == 0 else "megamorphic"
    if view.type_name == "WEAK_FIXED_ARRAY_TYPE":
        return "polymorphic"
    if word & TAG_MASK == TAG_MASK or view.type_name in ("ALLOCATION_SITE_TYPE", "FEEDBACK_CELL_TYPE"):
        return "monomorphic"
    return "by name" if view.type_name.endswith("STRING_TYPE") else ""
