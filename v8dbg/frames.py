"""The stack as a JavaScript programmer reads it: one list, native and JavaScript frames mixed.

`walk` gives physical frames. Here each becomes one frame or several (functions that the
optimizing compilers inlined), with function, executing position, receiver and arguments,
as V8's Error.stack has them: src/execution/frames.cc (FrameSummary, JavaScriptFrame) and
src/execution/isolate.cc (which frames CallSites list).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterator, List, Optional

from . import functions, limits, positions, scripts
from .arguments import argument_names, exit_arguments, stack_arguments
from .async_stack import AsyncFrame, async_frames
from .baseline import baseline_bytecode_offset
from .deopt import InlinedFrame, inlined_frames
from .errors import Corrupt, Error
from .functions import JSFunction, SharedFunctionInfo
from .isolate import Isolate
from .objects import HEAP_TAG, HeapObject
from .process import Symbol, Thread
from .session import Session
from .slots import OPTIMIZED_OUT, Slot, tagged
from .walk import PhysicalFrame, Walk


@dataclass
class Argument:
    """One argument by its source name."""

    name: str
    slot: Slot


@dataclass
class Frame:
    """One line of the stack."""

    kind: str  # js, builtin, wasm, native, internal
    index: int = 0
    pc: int = 0
    fp: int = 0
    frame_type: str = ""  # V8's name of the physical frame's type
    symbol: Optional[Symbol] = None  # of a native frame
    builtin: str = ""  # of an internal frame: the builtin that it runs
    tier: str = ""  # interpreted, baseline, maglev, turbofan, builtin, wasm
    function: Optional[str] = None  # CallSite.getFunctionName()
    display: str = ""  # the same or, where that is null, the inferred name
    closure: Optional[JSFunction] = None
    shared: Optional[SharedFunctionInfo] = None
    script: Optional[str] = None  # CallSite.getScriptNameOrSourceURL()
    position: Optional[int] = None  # UTF-16 units from the start of the script
    line: Optional[int] = None  # 1-based
    column: Optional[int] = None  # 1-based
    exact: bool = True  # False: the position is the nearest that V8 kept
    inlined: bool = False
    construct: bool = False
    is_async: bool = False
    receiver: Slot = OPTIMIZED_OUT
    arguments: List[Argument] = field(default_factory=list)
    context: Slot = OPTIMIZED_OUT
    notes: List[str] = field(default_factory=list)  # what could not be read, in sentences


@dataclass
class Stack:
    """The frames of one thread, innermost first."""

    thread: Thread
    frames: List[Frame]
    isolate: Optional[Isolate]
    warnings: List[str]

    @property
    def runs_javascript(self) -> bool:
        return any(frame.kind in ("js", "wasm", "builtin") and not frame.is_async for frame in self.frames)


def stack(session: Session, thread: Thread, depth: int = limits.MAX_FRAMES) -> Stack:
    """Walks one thread. What cannot be read is said in the frame's notes or in `warnings`."""
    walk = Walk(session, thread)
    found: List[Frame] = []
    warnings: List[str] = []
    for physical in walk:
        if physical.kind == "cut":  # no frame: `walk.warnings` says why there are no more
            continue
        found.extend(_expand(session, physical))
        if len(found) >= depth:
            warnings.append(f"stopped after {depth} frames (--depth): there may be more")
            del found[depth:]
            break
    else:
        warnings.extend(walk.warnings)
        if walk.isolate is not None:
            found.extend(_waiting(session, walk.isolate, warnings))
    _mark_constructors(found)
    for index, frame in enumerate(found):
        frame.index = index
    return Stack(thread, found, walk.isolate, warnings)


def _expand(session: Session, physical: PhysicalFrame) -> List[Frame]:
    """The frames that one physical frame stands for, innermost first."""
    frame = Frame("internal", pc=physical.pc, fp=physical.fp, frame_type=physical.frame_type, builtin=physical.builtin)
    if physical.note:
        frame.notes.append(physical.note)
    if physical.kind == "native":
        frame.kind = "native"
        # a return address may lie behind the last byte of a function that never returns
        frame.symbol = session.process.symbolize(physical.pc if physical.is_top else physical.pc - 1)
        return [frame]
    try:
        if physical.kind in ("interpreted", "baseline"):
            _unoptimized(session, physical, frame)
        elif physical.kind == "optimized":
            return _optimized(session, physical, frame)
        elif physical.kind == "builtin":
            _builtin(session, physical, frame)
        elif physical.kind == "wasm":
            frame.kind, frame.tier = "wasm", "wasm"
        elif physical.frame_type in ("BuiltinExitFrame", "ApiCallbackExitFrame"):
            _exit(session, physical, frame)
    except Error as error:
        frame.notes.append(f"{physical.frame_type} not read: {error}")
    return [frame]


# -- one physical frame, one function -------------------------------------------------


def _closure(session: Session, physical: PhysicalFrame) -> JSFunction:
    value = session.value(session.process.u64(physical.fp + session.layout.offset("StandardFrame", "function")))
    if not isinstance(value, JSFunction):
        raise Corrupt(f"the function slot of the frame at {physical.fp:#x} holds {value!r}")
    return value


def _unoptimized(session: Session, physical: PhysicalFrame, frame: Frame) -> None:
    frame.kind, frame.tier = "js", physical.kind
    _name(frame, _closure(session, physical))
    frame.context = tagged(session.process.u64(physical.fp + session.layout.constant("frame", "context_or_type_offset")))
    _try(frame, "arguments", lambda: _stack_arguments(session, physical, frame))
    offset = physical.bytecode_offset
    if physical.code is not None and physical.kind == "baseline":
        offset = baseline_bytecode_offset(session, physical.code, physical.pc, live=physical.is_top)
    if offset is not None:
        _try(frame, "position", lambda: _locate(frame, offset))


def _builtin(session: Session, physical: PhysicalFrame, frame: Frame) -> None:
    function = _closure(session, physical)
    frame.tier = "builtin"
    if function.shared.is_native:
        frame.kind = "builtin"
    _name(frame, function, physical.builtin)
    _try(frame, "arguments", lambda: _stack_arguments(session, physical, frame))


def _exit(session: Session, physical: PhysicalFrame, frame: Frame) -> None:
    """A frame that called C++: a builtin written in C++, which Error.stack lists, or an embedder's callback."""
    call = exit_arguments(session, physical.frame_type, physical.fp)
    frame.tier = "builtin"
    frame.construct = call.construct
    target = session.value(call.target)
    if isinstance(target, JSFunction):
        if target.shared.is_native:
            frame.kind = "builtin"
        _name(frame, target)
    frame.receiver = tagged(call.receiver)
    frame.arguments = _named(frame, [tagged(word) for word in call.arguments])


def _name(frame: Frame, function: JSFunction, builtin: str = "") -> None:
    frame.closure = function
    frame.shared = function.shared
    frame.function = functions.call_site_name(function, builtin)
    frame.display = frame.function or function.shared.inferred_name
    script = function.shared.script
    if script is not None:
        frame.script = scripts.name_or_source_url(script) or None


def _stack_arguments(session: Session, physical: PhysicalFrame, frame: Frame) -> None:
    assert frame.shared is not None
    receiver, words = stack_arguments(session, physical.fp, frame.shared.formal_parameter_count)
    frame.receiver = tagged(receiver)
    frame.arguments = _named(frame, [tagged(word) for word in words])


def _named(frame: Frame, slots: List[Slot]) -> List[Argument]:
    names = functions.parameter_names(frame.shared) if frame.shared is not None else []
    return [Argument(name, slot) for name, slot in zip(argument_names(names, len(slots)), slots)]


def _try(frame: Frame, what: str, read: Callable[[], None]) -> None:
    """One part of a frame that cannot be read must not hide the others."""
    try:
        read()
    except Error as error:
        frame.notes.append(f"{what} not read: {error}")


def _locate(frame: Frame, bytecode_offset: int) -> None:
    assert frame.shared is not None
    bytecode = frame.shared.bytecode_array()
    if bytecode is not None:
        frame.position = positions.position_at(bytecode, bytecode_offset)
    _line(frame)


def _line(frame: Frame) -> None:
    assert frame.shared is not None
    script = frame.shared.script
    if script is not None and frame.position is not None:
        frame.line, frame.column = scripts.position(script, frame.position)


# -- one physical frame, several functions --------------------------------------------


def _optimized(session: Session, physical: PhysicalFrame, outer: Frame) -> List[Frame]:
    outer.kind = "js"
    code = physical.code
    if code is None:
        raise Corrupt(f"no code object holds {physical.pc:#x}")
    outer.tier = code.tier
    try:
        # registers hold values of this frame only where the thread itself stands in it
        registers = physical.registers if physical.is_top else None
        inlined = inlined_frames(session, code, physical.pc, physical.fp, registers)
    except Error as error:
        # the function that was called is known even where V8 kept nothing for this instruction
        _name(outer, _closure(session, physical))
        outer.notes.append(f"position and inlined functions not read: {error}")
        _try(outer, "arguments", lambda: _stack_arguments(session, physical, outer))
        return [outer]
    found: List[Frame] = []
    calls = [each for each in inlined if each.kind in ("unoptimized", "js-builtin-continuation")]
    for number, call in enumerate(calls):
        last = number == len(calls) - 1
        frame = Frame(
            "js", pc=physical.pc, fp=physical.fp, frame_type=physical.frame_type, tier=code.tier, inlined=not last
        )
        frame.notes.extend(outer.notes)
        try:
            _inlined(session, call, frame)
            if last:
                _outermost(session, physical, frame)
        except Error as error:
            frame.notes.append(f"not read: {error}")
        found.append(frame)
    return found


def _inlined(session: Session, call: InlinedFrame, frame: Frame) -> None:
    frame.construct = call.construct
    frame.exact = call.exact
    frame.context = call.context
    frame.receiver = call.receiver
    function = session.value(call.function.word) if call.function.kind == "tagged" else None
    if isinstance(function, JSFunction):
        _name(frame, function)
    elif call.shared is not None:
        shared = session.value(call.shared)
        if not isinstance(shared, SharedFunctionInfo):
            raise Corrupt(f"{call.shared:#x} is no SharedFunctionInfo")
        _name_shared(frame, shared)
    if frame.shared is not None and call.kind == "js-builtin-continuation":
        frame.kind = "builtin" if frame.shared.is_native else "internal"
        frame.tier = "builtin"
    slots = call.arguments if call.arguments is not None else call.parameters
    frame.arguments = _named(frame, list(slots))
    if call.script_offset is not None:
        frame.position = call.script_offset
        _try(frame, "position", lambda: _line(frame))
    elif call.bytecode_offset is not None and frame.kind == "js":
        offset = call.bytecode_offset
        _try(frame, "position", lambda: _locate(frame, offset))


def _name_shared(frame: Frame, shared: SharedFunctionInfo) -> None:
    frame.shared = shared
    frame.function = shared.name or None
    frame.display = shared.name or shared.inferred_name
    if shared.script is not None:
        frame.script = scripts.name_or_source_url(shared.script) or None


def _outermost(session: Session, physical: PhysicalFrame, frame: Frame) -> None:
    """The function that was really called: what optimized code dropped is still on the stack above it."""
    if frame.closure is None:
        closure = _closure(session, physical)
        if frame.shared is None or closure.shared == frame.shared:
            _name(frame, closure)
    if frame.shared is None:
        return
    receiver, words = stack_arguments(session, physical.fp, frame.shared.formal_parameter_count)
    if not frame.receiver.is_known:
        frame.receiver = tagged(receiver)
    known = [argument.slot for argument in frame.arguments]
    slots = [known[i] if i < len(known) and known[i].is_known else tagged(word) for i, word in enumerate(words)]
    frame.arguments = _named(frame, slots)


def _mark_constructors(frames: List[Frame]) -> None:
    """A function whose caller is a construct stub was called with new (JavaScriptFrame::IsConstructor)."""
    stubs = ("ConstructFrame", "FastConstructFrame")
    for inner, outer in zip(frames, frames[1:]):
        if outer.frame_type == "ArgumentsAdaptorFrame":
            continue
        if outer.frame_type in stubs and inner.kind in ("js", "builtin") and not inner.inlined:
            inner.construct = True
    for inner, adaptor, outer in zip(frames, frames[1:], frames[2:]):
        if adaptor.frame_type == "ArgumentsAdaptorFrame" and outer.frame_type in stubs and not inner.inlined:
            inner.construct = True


# -- functions that wait --------------------------------------------------------------


def _waiting(session: Session, isolate: Isolate, warnings: List[str]) -> Iterator[Frame]:
    try:
        for each in async_frames(session, isolate):
            frame = Frame("js", is_async=True, tier="interpreted")
            try:
                _suspended(session, each, frame)
            except Error as error:
                frame.notes.append(f"not read: {error}")
            # a function that Error.stack would hide is hidden here too
            if frame.closure is None or frame.closure.shared.is_user_javascript or frame.kind == "builtin":
                yield frame
    except Error as error:
        warnings.append(f"the functions that wait for this one could not be followed to their end: {error}")


def _suspended(session: Session, waiting: AsyncFrame, frame: Frame) -> None:
    if waiting.generator is None:
        frame.kind, frame.tier = "builtin", "builtin"
        frame.function = frame.display = waiting.combinator
        return
    layout, generator = session.layout, waiting.generator
    function = session.value(generator.word(layout.offset("JSGeneratorObject", "function")))
    if not isinstance(function, JSFunction):
        raise Corrupt(f"the generator {generator.address:#x} has no function")
    _name(frame, function)
    frame.receiver = tagged(generator.word(layout.offset("JSGeneratorObject", "receiver")))
    frame.context = tagged(generator.word(layout.offset("JSGeneratorObject", "context")))
    stored = session.value(generator.word(layout.offset("JSGeneratorObject", "input_or_debug_pos")))
    if isinstance(stored, HeapObject):
        raise Corrupt(f"the generator {generator.address:#x} is not suspended")
    # stored relative to the tagged start of the bytecode array
    offset = stored - (layout.offset("BytecodeArray", "data") - HEAP_TAG)
    _try(frame, "position", lambda: _locate(frame, offset))
