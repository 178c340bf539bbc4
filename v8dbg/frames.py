"""The stack as a JavaScript programmer reads it: one list, native and JavaScript frames mixed.

`walk` gives physical frames. Here each becomes one frame or several (functions that the
optimizing compilers inlined), with function, executing position, receiver and arguments,
as V8's Error.stack has them: src/execution/frames.cc (FrameSummary, JavaScriptFrame) and
src/execution/isolate.cc (which frames CallSites list).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, Optional

from . import limits, wasm
from .arguments import argument_names, exit_arguments, stack_arguments
from .async_stack import AsyncFrame, async_frames
from .baseline import baseline_bytecode_offset
from .callees import Callee, Callees, Place, place
from .deopt import InlinedFrame, inlined_frames
from .errors import Corrupt, Error, NotFound
from .functions import JSFunction, SharedFunctionInfo
from .isolate import Isolate
from .objects import HEAP_TAG, HeapObject, smi
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
    callee: Optional[Callee] = None
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
    is_whole: bool  # followed to its start, no frame missing

    @property
    def runs_javascript(self) -> bool:
        return any(frame.kind in ("js", "wasm", "builtin") and not frame.is_async for frame in self.frames)


_WITHOUT_STACK = "what is on the heap can be read: findjsobjects, jsprint global, getactivehandles"


def stack(session: Session, thread: Thread, depth: int = limits.MAX_FRAMES) -> Stack:
    """Walks one thread. What cannot be read is said in the frame's notes or in `warnings`.

    Raises NotFound where the thread's registers are not known."""
    if not thread.registers:
        raise NotFound(f"the registers of thread {thread.id} are not known: its stack cannot be read", _WITHOUT_STACK)
    walk = Walk(session, thread)
    reader = Reader(session)
    found: List[Frame] = []
    warnings: List[str] = []
    is_whole = True
    for physical in walk:
        is_whole = is_whole and not physical.note
        if physical.kind == "cut":  # no frame: `walk.warnings` says why there are no more
            continue
        found.extend(reader.frames(physical))
        if len(found) > depth:
            warnings.append(f"stopped after {depth} frames (--depth): there are more")
            is_whole = False
            break
    else:
        is_whole = is_whole and not walk.warnings
        warnings.extend(walk.warnings)
        if walk.isolate is not None and (walk.warnings or any(frame.kind != "native" for frame in found)):
            # a thread that has no frame of V8's runs no microtask
            found.extend(reader.waiting(walk.isolate, warnings))
    _mark_constructors(found)
    for index, frame in enumerate(found):
        frame.index = index
    return Stack(thread, found[:depth], walk.isolate, warnings, is_whole)


class Reader:
    """Makes frames of what the walk finds on one stack."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.callees = Callees()
        self._function = session.layout.offset("StandardFrame", "function")
        self._context = session.layout.constant("frame", "context_or_type_offset")

    def frames(self, physical: PhysicalFrame) -> List[Frame]:
        """The frames that one physical frame stands for, innermost first."""
        frame = Frame(
            "internal", pc=physical.pc, fp=physical.fp, frame_type=physical.frame_type, builtin=physical.builtin
        )
        if physical.note:
            frame.notes.append(physical.note)
        if physical.kind == "native":
            frame.kind = "native"
            # a return address may lie behind the last byte of a function that never returns
            frame.symbol = self.session.process.symbolize(physical.pc if physical.is_top else physical.pc - 1)
            return [frame]
        try:
            if physical.kind in ("interpreted", "baseline"):
                self._unoptimized(physical, frame)
            elif physical.kind == "optimized":
                return self._optimized(physical, frame)
            elif physical.kind == "builtin":
                self._builtin(physical, frame)
            elif physical.kind == "wasm" and physical.frame_type in wasm.FUNCTION_FRAMES:
                return self._wasm(physical, frame)
            elif physical.frame_type in ("BuiltinExitFrame", "ApiCallbackExitFrame"):
                self._exit(physical, frame)
        except Error as error:
            frame.notes.append(f"{physical.frame_type} not read: {error}")
        return [frame]

    # -- one physical frame, one function -------------------------------------------------

    def _closure(self, physical: PhysicalFrame) -> JSFunction:
        value = self.session.value(self.session.process.u64(physical.fp + self._function))
        if not isinstance(value, JSFunction):
            raise Corrupt(f"the function slot of the frame at {physical.fp:#x} holds {value!r}")
        return value

    def _unoptimized(self, physical: PhysicalFrame, frame: Frame) -> None:
        frame.kind, frame.tier = "js", physical.kind
        callee = self._name(frame, self._closure(physical))
        frame.context = tagged(self.session.process.u64(physical.fp + self._context))
        self._stack_arguments(physical, frame, callee)
        try:
            offset = physical.bytecode_offset
            if physical.code is not None and physical.kind == "baseline":
                code, live = physical.code, physical.is_top
                offset = baseline_bytecode_offset(self.session, code, physical.pc, physical.fp, live)
            if offset is not None:
                _put(frame, self.callees.at_bytecode(callee, offset))
        except Error as error:
            frame.notes.append(f"position not read: {error}")

    def _builtin(self, physical: PhysicalFrame, frame: Frame) -> None:
        frame.tier = "builtin"
        callee = self._name(frame, self._closure(physical), physical.builtin)
        if callee.is_native:
            frame.kind = "builtin"
        self._stack_arguments(physical, frame, callee)

    def _exit(self, physical: PhysicalFrame, frame: Frame) -> None:
        """A frame that called C++: a builtin written in C++, which Error.stack lists, or an embedder's callback."""
        call = exit_arguments(self.session, physical.frame_type, physical.fp)
        frame.tier = "builtin"
        frame.construct = call.construct
        target = self.session.value(call.target)
        names: List[str] = []
        if isinstance(target, JSFunction):
            callee = self._name(frame, target)
            names = callee.parameters
            if callee.is_native:
                frame.kind = "builtin"
        frame.receiver = tagged(call.receiver)
        frame.arguments = _named(names, [tagged(word) for word in call.arguments])

    def _name(self, frame: Frame, function: JSFunction, builtin: str = "") -> Callee:
        frame.closure = function
        return _show(frame, self.callees.of_function(function, builtin))

    def _stack_arguments(self, physical: PhysicalFrame, frame: Frame, callee: Callee) -> None:
        try:
            receiver, words = stack_arguments(self.session, physical.fp, callee.formal, physical.copied)
        except Error as error:
            frame.notes.append(f"arguments not read: {error}")
            return
        frame.receiver = tagged(receiver)
        frame.arguments = _named(callee.parameters, [tagged(word) for word in words])

    # -- one physical frame, several functions --------------------------------------------

    def _wasm(self, physical: PhysicalFrame, outer: Frame) -> List[Frame]:
        outer.kind, outer.tier = "wasm", "wasm"
        found: List[Frame] = []
        for call in wasm.describe(self.session, physical.fp, physical.pc, physical.is_top):
            frame = Frame("wasm", pc=physical.pc, fp=physical.fp, frame_type=physical.frame_type)
            frame.notes.extend(outer.notes)
            _put_wasm(frame, call)
            found.append(frame)
        return found

    def _optimized(self, physical: PhysicalFrame, outer: Frame) -> List[Frame]:
        outer.kind = "js"
        code = physical.code
        if code is None:
            raise Corrupt(f"no code object holds {physical.pc:#x}")
        outer.tier = code.tier
        try:
            # registers hold values of this frame only where the thread itself stands in it
            registers = physical.registers if physical.is_top else None
            inlined = inlined_frames(self.session, code, physical.pc, physical.fp, registers)
        except Error as error:
            # the function that was called is known even where V8 kept nothing for this instruction
            callee = self._name(outer, self._closure(physical))
            outer.notes.append(f"position and inlined functions not read: {error}")
            self._stack_arguments(physical, outer, callee)
            return [outer]
        found: List[Frame] = []
        calls = [each for each in inlined if each.kind in ("unoptimized", "js-builtin-continuation", "wasm-inlined")]
        for number, call in enumerate(calls):
            frame = Frame("js", pc=physical.pc, fp=physical.fp, frame_type=physical.frame_type, tier=code.tier)
            frame.inlined = number < len(calls) - 1
            frame.notes.extend(outer.notes)
            try:
                if call.kind == "wasm-inlined":
                    _put_wasm(frame, wasm.describe_inlined(self.session, call.shared or 0, call.bytecode_offset or 0))
                else:
                    self._inlined(call, frame)
                if not frame.inlined:
                    self._outermost(physical, frame)
            except Error as error:
                frame.notes.append(f"not read: {error}")
            found.append(frame)
        return found

    def _inlined(self, call: InlinedFrame, frame: Frame) -> None:
        frame.construct, frame.exact = call.construct, call.exact
        frame.context, frame.receiver = call.context, call.receiver
        function = self.session.value(call.function.word) if call.function.kind == "tagged" else None
        if isinstance(function, JSFunction):
            self._name(frame, function)
        elif call.shared is not None:
            shared = self.session.value(call.shared)
            if not isinstance(shared, SharedFunctionInfo):
                raise Corrupt(f"{call.shared:#x} is no SharedFunctionInfo")
            _show(frame, self.callees.of_shared(shared))
        callee = frame.callee
        if callee is None:
            raise Corrupt("a function without a name or a closure was inlined")
        if call.kind == "js-builtin-continuation":
            frame.kind = "builtin" if callee.is_native else "internal"
            frame.tier = "builtin"
        slots = call.arguments if call.arguments is not None else call.parameters
        frame.arguments = _named(callee.parameters, list(slots))
        try:
            if call.script_offset is not None:
                _put(frame, place(callee, call.script_offset))
            elif call.bytecode_offset is not None and frame.kind == "js":
                _put(frame, self.callees.at_bytecode(callee, call.bytecode_offset))
        except Error as error:
            frame.notes.append(f"position not read: {error}")

    def _outermost(self, physical: PhysicalFrame, frame: Frame) -> None:
        """The function that was really called: what optimized code dropped is still on the stack above it."""
        if frame.closure is None:
            closure = self._closure(physical)
            if frame.callee is None or closure.shared == frame.callee.shared:
                self._name(frame, closure)
        if frame.callee is None:
            return
        receiver, words = stack_arguments(self.session, physical.fp, frame.callee.formal, physical.copied)
        if not frame.receiver.is_known:
            frame.receiver = tagged(receiver)
        known = [argument.slot for argument in frame.arguments]
        slots = [known[i] if i < len(known) and known[i].is_known else tagged(word) for i, word in enumerate(words)]
        frame.arguments = _named(frame.callee.parameters, slots)

    # -- functions that wait --------------------------------------------------------------

    def waiting(self, isolate: Isolate, warnings: List[str]) -> Iterator[Frame]:
        """The functions that await the one that runs; what stops the search goes to `warnings`."""
        try:
            for each in async_frames(self.session, isolate):
                frame = Frame("js", is_async=True, tier="interpreted")
                try:
                    self._suspended(each, frame)
                except Error as error:
                    frame.notes.append(f"not read: {error}")
                # a function that Error.stack would hide is hidden here too
                if frame.callee is None or frame.callee.is_user:
                    yield frame
        except Error as error:
            warnings.append(f"the functions that wait for this one could not be followed to their end: {error}")

    def _suspended(self, waiting: AsyncFrame, frame: Frame) -> None:
        if waiting.generator is None:
            frame.kind, frame.tier = "builtin", "builtin"
            frame.function = frame.display = waiting.combinator
            return
        layout, generator = self.session.layout, waiting.generator
        function = self.session.value(generator.word(layout.offset("JSGeneratorObject", "function")))
        if not isinstance(function, JSFunction):
            raise Corrupt(f"the generator {generator.address:#x} has no function")
        callee = self._name(frame, function)
        frame.receiver = tagged(generator.word(layout.offset("JSGeneratorObject", "receiver")))
        frame.context = tagged(generator.word(layout.offset("JSGeneratorObject", "context")))
        frame.arguments = self._kept_arguments(generator, callee)
        stored = self.session.value(generator.word(layout.offset("JSGeneratorObject", "input_or_debug_pos")))
        if isinstance(stored, HeapObject):
            raise Corrupt(f"the generator {generator.address:#x} is not suspended")
        # stored relative to the tagged start of the bytecode array
        offset = stored - (layout.offset("BytecodeArray", "data") - HEAP_TAG)
        _put(frame, self.callees.at_bytecode(callee, offset))


    def _kept_arguments(self, generator: HeapObject, callee: Callee) -> List[Argument]:
        """The declared parameters of a suspended function: the first of what it keeps of its stack frame."""
        session, layout = self.session, self.session.layout
        place = layout.offset("JSGeneratorObject", "parameters_and_registers")
        kept = session.heap_object(generator.word(place))
        length = smi(kept.word(layout.offset("FixedArrayBase", "length")))
        count = min(callee.formal or 0, length)
        words = session.process.words(kept.start + layout.offset("FixedArray", "data"), max(count, 0))
        return _named(callee.parameters, [tagged(word) for word in words])


def _show(frame: Frame, callee: Callee) -> Callee:
    frame.callee = callee
    frame.function, frame.display, frame.script = callee.function, callee.display, callee.script
    frame.notes.extend(note for note in callee.notes if note not in frame.notes)
    return callee


def _put_wasm(frame: Frame, call: wasm.WasmCall) -> None:
    frame.kind = frame.tier = "wasm"
    frame.function, frame.display, frame.script = call.function, call.display, call.script
    frame.position, frame.line, frame.column = call.position, call.line, call.column
    frame.inlined, frame.exact = call.inlined, call.exact
    if call.note:
        frame.notes.append(call.note)


def _put(frame: Frame, where: Optional[Place]) -> None:
    if where is not None:
        frame.position, frame.line, frame.column = where


def _named(names: List[str], slots: List[Slot]) -> List[Argument]:
    return [Argument(name, slot) for name, slot in zip(argument_names(names, len(slots)), slots)]


def _mark_constructors(frames: List[Frame]) -> None:
    """A function whose caller is a construct stub was called with new (JavaScriptFrame::IsConstructor)."""
    physical = [frame for frame in frames if frame.frame_type != "ArgumentsAdaptorFrame"]
    for inner, outer in zip(physical, physical[1:]):
        if outer.frame_type in ("ConstructFrame", "FastConstructFrame") and inner.kind in ("js", "builtin"):
            inner.construct = True
