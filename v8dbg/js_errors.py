"""Where an Error was made: its stack, as V8 keeps it, without running the code that would format it.

An error holds, under a private symbol, first the call sites and, once somebody has asked
for `stack`, the text. src/objects/call-site-info.tq, js-objects.tq (ErrorStackData); in
V8 before 9.0 and in the newest in one flat list (src/objects/frame-array.h, call-site-info.h).
V8 13.6 does it either way: Node 24.22 has what V8 14 changed. The list's first word tells which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, NamedTuple, Optional, Tuple

from . import limits, scripts
from .baseline import baseline_bytecode_offset, bytecode_array
from .errors import Corrupt
from .functions import JSFunction, call_site_name
from .jit import CompiledCode
from .maps import type_of_word
from .objects import HeapObject, is_smi, smi
from .positions import BytecodeArray, position_at
from .properties import get, named_properties
from .session import Session
from .strings import String, Symbol, text


@dataclass(frozen=True)
class CallSite:
    """One line of an error's stack: function and script are "" where there is none or it has no name.

    Line and column count from 1, and are None where there is no source."""

    function: str
    script: str
    line: Optional[int] = None
    column: Optional[int] = None
    # what stack_lines makes a line of
    closure: Optional[JSFunction] = field(default=None, compare=False, repr=False)
    receiver: int = field(default=0, compare=False, repr=False)  # its tagged word
    construct: bool = field(default=False, compare=False, repr=False)
    is_async: bool = field(default=False, compare=False, repr=False)
    offset: int = field(default=0, compare=False, repr=False)  # in the code; of Promise.all which promise it is


def stack_text(error: HeapObject) -> str:
    """The text of `error.stack`, "" where nobody has asked for it yet (then see `call_sites`)."""
    for found in _kept(error):
        if isinstance(found, String):
            return text(found)
    own = get(error, "stack")  # before V8 8 the text takes the accessor's place
    value = own.value if own else None
    return text(value) if isinstance(value, String) else ""


def call_sites(error: HeapObject) -> List[CallSite]:
    """Where it was made, innermost first, [] once the stack is text. Raises Corrupt, Fault."""
    for found in _kept(error):
        if not isinstance(found, String):
            return list(_sites(found))
    return []


def _kept(error: HeapObject) -> Iterator[HeapObject]:
    """What may be the stack: call sites, or a text that looks like one or lies where only the stack does."""
    layout, first = error.session.layout, True
    for each in named_properties(error):
        key = each.key if each.is_private else None
        if not isinstance(key, Symbol) or isinstance(key.name, String):  # the engine's own symbols have no description
            continue
        value = each.value
        if isinstance(value, HeapObject) and value.type_name == "ERROR_STACK_DATA_TYPE":
            place = layout.offset("ErrorStackData", "call_site_infos_or_formatted_stack")
            value = error.session.value(value.word(place))
        if isinstance(value, HeapObject) and value.type_name == "JS_ARRAY_TYPE":
            value = error.session.value(value.word(layout.offset("JSObject", "elements")))
        if isinstance(value, HeapObject) and "FIXED_ARRAY" in value.type_name:
            yield value
        elif isinstance(value, String) and (first or "\n    at " in text(value)):
            yield value
        first = False


def _sites(array: HeapObject) -> Iterator[CallSite]:
    session, layout = array.session, array.session.layout
    length = smi(array.word(layout.offset("FixedArrayBase", "length")))
    if not 0 <= length <= limits.MAX_FRAMES:
        raise Corrupt(f"the stack of an error at {array.address:#x} claims {length} frames")
    if not length:  # Error.stackTraceLimit was 0
        return
    words = session.process.words(array.start + layout.offset("FixedArray", "data"), length)
    found: Iterator[Raw]
    kind = layout.type_name(type_of_word(session, words[0]) or 0)
    if kind in ("CALL_SITE_INFO_TYPE", "STACK_FRAME_INFO_TYPE"):
        found = (_of_info(session, word) for word in words if not is_smi(word))
    else:
        found = _of_frame_array(session, words)
    for raw in found:
        yield _site(session, raw)


class Raw(NamedTuple):
    """Tagged words of receiver, function and code; `known`: is the offset the place in the source already?"""

    receiver: int
    function: int
    code: int
    offset: int
    known: bool
    construct: bool
    is_async: bool


def _of_info(session: Session, word: int) -> Raw:
    info, layout = session.heap_object(word), session.layout
    group = "ErrorFrame" if layout.has("ErrorFrame", "function") else "CallSiteInfo"
    receiver, function, code, offset, flags = (
        info.word(layout.offset(group, name))
        for name in ("receiver_or_instance", "function", "code_object", "code_offset_or_source_position", "flags")
    )
    known = _flag(session, f"{group}.flags", "is_source_position_computed", flags)
    how = (_flag(session, f"{group}.flags", name, flags) for name in ("is_constructor", "is_async"))
    return Raw(receiver, function, code, smi(offset), known, *how)


def _flag(session: Session, group: str, name: str, flags: int) -> bool:
    return bool(session.layout.bits(group, name).of(smi(flags)))


def _of_frame_array(session: Session, words: Tuple[int, ...]) -> Iterator[Raw]:
    """All frames in one list, several words each; V8 7.8 to 8.4 has objects that refer to such a list."""
    layout, position = session.layout, session.layout.constant
    if words and layout.has("StackTraceFrame", "frame_array") and not is_smi(words[0]):
        inner = session.heap_object(session.heap_object(words[0]).word(layout.offset("StackTraceFrame", "frame_array")))
        length = smi(inner.word(layout.offset("FixedArrayBase", "length")))
        if not 0 <= length <= limits.MAX_FRAMES:
            raise Corrupt(f"the frames at {inner.address:#x} claim {length} words")
        words = session.process.words(inner.start + layout.offset("FixedArray", "data"), length)
    size, names = position("FrameArray", "frame_size"), ("receiver", "function", "code", "offset", "how")
    for at in range(position("FrameArray", "first"), len(words) - size + 1, size):
        receiver, function, code, offset, flags = (words[at + position("FrameArray", name)] for name in names)
        if is_smi(function) or not is_smi(offset):
            continue
        known = layout.has("FrameArray", "flags")
        known = known and _flag(session, "CallSiteInfo.flags", "is_source_position_computed", flags)
        how = (_flag(session, "FrameArray.how", name, flags) for name in ("is_constructor", "is_async"))
        yield Raw(receiver, function, code, smi(offset), known, *how)


def _site(session: Session, raw: Raw) -> CallSite:
    function = session.value(raw.function)
    if not isinstance(function, JSFunction):
        return CallSite("", "")  # WebAssembly, or a builtin that has no closure
    name, script = call_site_name(function) or "", function.shared.script
    more = {"closure": function, "receiver": raw.receiver, "construct": raw.construct, "is_async": raw.is_async}
    if script is None:
        return CallSite(name, "", **more, offset=raw.offset)  # type: ignore[arg-type]
    place: Optional[int] = raw.offset
    if not raw.known:
        place = _place(session, session.heap_object(raw.code), raw.offset)
    line, column = (None, None) if place is None else scripts.position(script, place)
    return CallSite(name, scripts.name_or_source_url(script), line, column, **more)  # type: ignore[arg-type]


def _place(session: Session, code: HeapObject, offset: int) -> Optional[int]:
    """Place in the source of an offset in bytecode or baseline code, None of other code."""
    layout = session.layout
    if code.type_name == "BYTECODE_WRAPPER_TYPE":
        code = session.heap_object(code.word(layout.offset("BytecodeWrapper", "bytecode")))
    if code.type_name == "CODE_WRAPPER_TYPE":  # V8 leaves the bytecode's offset for later
        compiled = CompiledCode(session, code.word(layout.offset("CodeWrapper", "code")))
        if compiled.kind != "BASELINE":
            return None
        offset = baseline_bytecode_offset(session, compiled, compiled.instruction_start + offset)
        code = session.heap_object(bytecode_array(session, compiled))
    return position_at(code, offset) if isinstance(code, BytecodeArray) else None
