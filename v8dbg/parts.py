"""Everything behind the fields of an object, in parts, chosen by its class."""

from __future__ import annotations

from typing import Callable, Dict, Iterator, Optional

from .classes import class_of, is_a
from .errors import Error
from .feedback_rows import metadata_part, vector_part
from .object_rows import elements_part, embedder_part, property_part, tail
from .objects import HeapObject
from .rows import Part
from .session import Session
from .shape_rows import PARTS

Maker = Callable[[HeapObject], Optional[Part]]

_MAKERS: Dict[str, Maker] = {**PARTS, "FeedbackVector": vector_part, "FeedbackMetadata": metadata_part}
# what has a reader of its own, or is bytes that say nothing one by one
_NOT_LISTED = ("BytecodeArray", "Code", "InstructionStream", "SeqOneByteString", "SeqTwoByteString", "PreparseData")


def parts(obj: HeapObject, cls: str = "") -> Iterator[Part]:
    """The parts of an object: what its class keeps in a way of its own, else elements, slots and properties.

    A part that cannot be read becomes a warning of the session."""
    layout = obj.session.layout
    known = cls or class_of(obj)
    maker = next((make for base, make in _MAKERS.items() if is_a(layout, known, base)), None)
    found = _made(obj.session, maker, obj) if maker is not None else None
    if found is None and not any(is_a(layout, known, base) for base in _NOT_LISTED):
        info = tail(obj, known)
        if info is not None:
            found = _made(obj.session, lambda view: elements_part(view, info), obj)
    if found is not None:
        yield found
    for make in (embedder_part, property_part):
        each = _made(obj.session, make, obj)
        if each is not None:
            yield each


def _made(session: Session, make: Maker, obj: HeapObject) -> Optional[Part]:
    try:
        return make(obj)
    except Error as error:
        session.warn(f"{obj.address:#x}: {error}")
        return None
