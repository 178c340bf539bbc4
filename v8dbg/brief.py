"""One short line for anything on V8's heap, V8's own objects included: `Map of JS_ARRAY_TYPE, 32 bytes`.

JavaScript's values are shown as `preview` shows them.
"""

from __future__ import annotations

from typing import Any, Callable, Dict

from .classes import class_of, is_a
from .errors import Error
from .maps import Map
from .objects import CLEARED_WEAK, TAG_MASK, HeapObject, is_smi, smi
from .preview import preview
from .preview_line import is_object
from .primitives import BigInt, HeapNumber, Hole, Oddball, PropertyCell
from .scopes import ScopeInfo
from .scripts import Script
from .session import Session
from .shared import SharedFunctionInfo
from .strings import String, Symbol

WIDTH = 72


def brief(session: Session, word: int, limit: int = WIDTH) -> str:
    """What a tagged word is: a number, a value, an object of V8; weak references say so."""
    if is_smi(word):
        return str(smi(word))
    if word & 0xFFFFFFFF == CLEARED_WEAK:
        return "weak, collected"
    weak = "weak " if word & TAG_MASK == TAG_MASK else ""
    try:
        view = session.heap_object(word)
    except Error:
        return f"<unreadable {word:#x}>"
    return weak + brief_object(view, limit)


def brief_object(view: HeapObject, limit: int = WIDTH) -> str:
    """The same for an object."""
    try:
        if isinstance(view, (String, Symbol, HeapNumber, Oddball, Hole, BigInt)) or is_object(view):
            return preview(view.session, view, limit)
        return _internal(view)
    except Error:
        return f"<unreadable {view.address:#x}>"


def _internal(view: HeapObject) -> str:
    cls = class_of(view)
    for base, text in _TEXTS.items():
        if is_a(view.session.layout, cls, base):
            return text(view, cls)
    return cls if cls != "HeapObject" else view.type_name


def _count(view: HeapObject, cls: str) -> str:
    layout = view.session.layout
    holder = next((each for each in ("FixedArrayBase", cls) if layout.has(each, "length")), "")
    word = view.word(layout.offset(holder, "length")) if holder else 0
    length = smi(word) if is_smi(word) and word else word & 0xFFFFFFFF
    return f"{cls}({length})"


def _map(view: HeapObject, _: str) -> str:
    shape = Map(view.session, view.address, view.map_word)
    size = 8 * int(shape.instance_size_in_words)
    return f"Map of {shape.described_type}" + (f", {size} bytes" if size else "")


def _shared(view: HeapObject, cls: str) -> str:
    assert isinstance(view, SharedFunctionInfo)
    return f"{cls} {view.debug_name or '(anonymous)'}"


def _script(view: HeapObject, cls: str) -> str:
    assert isinstance(view, Script)
    name: Any = view.name
    return f"{cls} {preview(view.session, name)}" if isinstance(name, HeapObject) else f"{cls} {name}"


def _scope(view: HeapObject, cls: str) -> str:
    assert isinstance(view, ScopeInfo)
    if view.is_nothing:
        return f"{cls}, empty"
    name = view.function_name if view.scope_type == "FUNCTION_SCOPE" else ""
    return f"{cls} {view.scope_type}" + (f" {name}" if name else "")


def _cell(view: HeapObject, cls: str) -> str:
    assert isinstance(view, PropertyCell)
    return f"{cls} {preview(view.session, view.name)}"


def _context(view: HeapObject, _: str) -> str:
    return view.type_name.replace("_TYPE", "").lower().replace("_", " ")


def _descriptors(view: HeapObject, cls: str) -> str:
    count = view.session.process.u16(view.start + 10)  # DescriptorArray::number_of_descriptors
    return f"{cls}({count})"


def _code(view: HeapObject, cls: str) -> str:
    layout = view.session.layout
    if not layout.has("Code", "flags"):
        return cls
    number = layout.bits("Code.flags", "kind").of(view.session.process.u32(view.start + layout.offset("Code", "flags")))
    names = layout.names("CodeKind")
    return f"{cls} {names[number] if number < len(names) else number}"


_TEXTS: Dict[str, Callable[[HeapObject, str], str]] = {
    "Map": _map,
    "SharedFunctionInfo": _shared,
    "Script": _script,
    "ScopeInfo": _scope,
    "PropertyCell": _cell,
    "Context": _context,
    "DescriptorArray": _descriptors,
    "Code": _code,
    "FixedArrayBase": _count,
    "WeakFixedArray": _count,
    "TrustedFixedArray": _count,
    "TrustedByteArray": _count,
    "ProtectedFixedArray": _count,
    "FeedbackVector": _count,
    "BytecodeArray": _count,
    "WeakArrayList": _count,
}
