"""One thread's stack, frame by frame, down to the function that the thread began with.

Native frames are walked by their unwind tables (cfi), V8's by their frame pointers (v8frames).
Where neither leads on, V8's own records do: the isolate's last exit to C++ (c_entry_fp), the exits
before it, which every entry to JavaScript saves, and the chain of entries (handler).
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Mapping, Optional, Tuple

from . import limits
from .builtins import Builtin
from .cfi import Unwinder
from .codespace import NOTHING, code_at, code_space
from .errors import Error, Fault
from .isolate import Isolate, isolate_of_registers, isolate_of_thread
from .process import Thread
from .session import PerSession, Session
from .stackstate import StackStates
from .v8frames import ENTRY_FRAMES, PhysicalFrame, v8_frames

__all__ = ["PhysicalFrame", "Walk", "code_at", "physical_frames", "step_v8"]

Registers = Dict[str, int]
_THREAD_STARTS = ("start", "clone", "clone3")
_LARGEST_ASSEMBLY = 4096  # bytes of a hand-written native function that is followed


class Walk:
    """Walks one thread: iterate over it. `warnings` are complete when the iteration is."""

    def __init__(self, session: Session, thread: Thread) -> None:
        self.session = session
        self.thread = thread
        self.warnings: List[str] = []
        self._isolate: Optional[Isolate] = None
        self._space = code_space(session)
        self._v8 = v8_frames(session)
        self._unwinder = unwinder(session)
        self._handler: Optional[Tuple[Registers, Builtin]] = None  # a bytecode handler on top, in a frame of its own
        self._next_exit: Optional[int] = None  # frame pointer of the innermost exit to C++ not passed yet

    @property
    def isolate(self) -> Optional[Isolate]:
        """The isolate whose code is on this stack, or that the thread has entered; None where there is none."""
        if self._isolate is None:
            self._isolate = isolate_of_thread(self.session, self.thread)
        return self._isolate

    def __iter__(self) -> Iterator[PhysicalFrame]:
        if self.thread.is_kernel:
            return
        registers: Registers = dict(self.thread.registers)
        returned = False
        note = ""
        for _ in range(limits.MAX_FRAMES):
            try:
                frame, caller, next_note, signal = self._step(registers, returned)
            except Error as error:
                frame, caller, next_note, signal = self._lost(registers, str(error))
            frame.is_top = not returned
            frame.note = frame.note or note
            yield frame
            if caller is None:
                if next_note:
                    yield self._cut(registers, next_note)
                return
            if not caller.get("rip"):
                return
            if caller["rsp"] <= registers["rsp"] and not signal:
                yield self._cut(registers, f"its caller would be at {caller['rsp']:#x}, not above it")
                return
            registers, returned, note = caller, not signal, next_note
        self.warnings.append(f"stopped after {limits.MAX_FRAMES} frames: there are more")

    def _step(self, registers: Registers, returned: bool) -> Tuple[PhysicalFrame, Optional[Registers], str, bool]:
        """The frame at `registers`, its caller's registers, a note on them, and whether the caller was interrupted."""
        place = self._space.at(registers["rip"])
        if not place.is_v8:
            return self._native(registers, returned)
        if self._isolate is None:
            self._isolate = isolate_of_registers(self.session, registers)
        frame, caller = self._v8.step(registers, place, not returned)
        if self._handler is not None and frame.kind == "interpreted":
            top, builtin = self._handler
            frame.bytecode_offset = self._v8.executing(frame, top, builtin)
        self._handler = None
        handles = place.builtin is not None and place.builtin.is_bytecode_handler
        if place.builtin is not None and handles and not returned and frame.kind == "internal":
            self._handler = registers, place.builtin
        if frame.frame_type in ENTRY_FRAMES:
            offset = self.session.layout.offset("EntryFrame", "next_exit_fp")
            self._next_exit = self.session.process.u64(frame.fp + offset)
        return frame, caller, "", False

    def _native(self, registers: Registers, returned: bool) -> Tuple[PhysicalFrame, Optional[Registers], str, bool]:
        frame = PhysicalFrame("native", registers["rip"], registers["rsp"], registers.get("rbp", 0), registers)
        try:
            caller, signal = self._unwinder.step(registers, returned)
        except Error as error:
            if self._is_outermost(registers, returned):
                return frame, None, "", False
            by_code = self._by_code(registers)
            if by_code is not None:
                return frame, by_code, "", False
            found, note = self._fallback(registers, returned, str(error))
            return frame, found, note, False
        rip = caller.get("rip", 0)
        if rip and self._space.at(rip).kind == NOTHING and not signal:
            found, note = self._fallback(registers, returned, f"{rip:#x}, where it would return to, is not code")
            return frame, found, note, False
        return frame, caller, "", signal

    def _is_outermost(self, registers: Registers, returned: bool) -> bool:
        """Is this where the C library lets a thread begin? That has no unwind table past the system call."""
        symbol = self.session.process.symbolize(registers["rip"] - 1)
        name = symbol.mangled.strip("_") if symbol is not None else ""
        return name in _THREAD_STARTS or returned and not registers.get("rbp", 1)

    def _by_code(self, registers: Registers) -> Optional[Registers]:
        """The caller of a native function without an unwind table, by its instructions; None where they do not tell.

        Hand-written code has none, such as V8's PushAllRegistersAndIterateStack (src/heap/base/asm/x64), which
        is on the stack whenever garbage is collected."""
        process = self.session.process
        symbol = process.symbolize(registers["rip"])
        if symbol is None or symbol.offset > _LARGEST_ASSEMBLY:
            return None
        try:
            code = process.read(symbol.start, symbol.offset + 16)
            state = StackStates(code, symbol.start).at(registers["rip"])
            if state.own:
                at, fp = registers["rbp"] + 8, process.u64(registers["rbp"])
            elif state.depth is not None:
                at, fp = registers["rsp"] + state.depth, registers["rbp"]
            else:
                return None
            rip = process.u64(at)
        except (Fault, KeyError):
            return None
        if at < registers["rsp"] or not self._space.is_return(rip):
            return None
        return {**registers, "rip": rip, "rbp": fp, "rsp": at + 8}

    # -- when the way is lost --------------------------------------------------------------

    def _fallback(self, registers: Registers, returned: bool, reason: str) -> Tuple[Optional[Registers], str]:
        """Where to go on from a native frame that cannot be unwound, and a note; (None, why) where nowhere."""
        sp = registers["rsp"]
        read = self.session.process.u64
        try:
            fp = self._exit_above(sp)
            if fp:
                at = read(fp + self.session.layout.offset("ExitFrame", "sp"))
                isolate = self.isolate
                found = {"rip": read(at - 8), "rsp": at, "rbp": fp, "r13": isolate.root_register if isolate else 0}
                if self._space.at(found["rip"]).is_v8:
                    return found, f"frames above are missing: {reason}; resumed at V8's record of its exit to C++"
            fp = registers.get("rbp", 0)
            if not fp & 7 and sp <= fp < sp + limits.MAX_STACK_BYTES and self._space.is_return(read(fp + 8)):
                found = {**registers, "rip": read(fp + 8), "rsp": fp + 16, "rbp": read(fp)}
                return found, f"found by the frame pointer, frames above may be missing: {reason}"
            if not returned and self._space.is_return(read(sp)):
                return {**registers, "rip": read(sp), "rsp": sp + 8}, f"found at the stack's top: {reason}"
        except Fault as fault:
            reason += f"; {fault}"
        return self._entry_above(sp, reason)

    def _exit_above(self, sp: int) -> int:
        """Frame pointer of the innermost exit from V8 to C++ above `sp`, 0 where there is none."""
        if self._next_exit is None:
            isolate = self.isolate
            self._next_exit = isolate.c_entry_fp if isolate is not None else 0
        fp = self._next_exit
        return fp if not fp & 7 and sp < fp < sp + limits.MAX_STACK_BYTES else 0

    def _lost(self, registers: Registers, reason: str) -> Tuple[PhysicalFrame, Optional[Registers], str, bool]:
        """A frame of V8 that cannot be read: goes on at the entry to JavaScript below it."""
        frame = PhysicalFrame("internal", registers["rip"], registers["rsp"], registers.get("rbp", 0), registers)
        frame.note = f"unreadable: {reason}"
        return frame, *self._entry_above(registers["rsp"], reason), False

    def _entry_above(self, sp: int, reason: str) -> Tuple[Optional[Registers], str]:
        """The innermost entry to JavaScript above `sp`, and a note; (None, why) where there is none."""
        isolate = self.isolate
        if isolate is None:
            return None, reason
        read, layout = self.session.process.u64, self.session.layout
        try:
            handler = isolate.word("handler")
            for _ in range(limits.MAX_FRAMES):
                if not handler:
                    break
                fp = handler - layout.offset("EntryFrame", "handler")
                if sp < fp < sp + limits.MAX_STACK_BYTES and self._v8.marker(fp) in ENTRY_FRAMES:
                    found = {"rip": read(handler - 8), "rsp": handler, "rbp": fp, "r13": isolate.root_register}
                    return found, f"frames above are missing: {reason}; resumed at the entry to JavaScript"
                handler = read(handler)
        except Fault as fault:
            reason += f"; {fault}"
        return None, reason

    def _cut(self, registers: Mapping[str, int], reason: str) -> PhysicalFrame:
        note = f"the stack could not be followed further from {registers['rip']:#x}: {reason}"
        self.warnings.append(note)
        return PhysicalFrame("cut", registers["rip"], registers["rsp"], registers.get("rbp", 0), registers, note=note)


def physical_frames(session: Session, thread: Thread) -> Iterator[PhysicalFrame]:
    """The frames of a thread, innermost first; the last one is of kind "cut" where the walk could not reach the end."""
    return iter(Walk(session, thread))


_unwinders: PerSession[Unwinder] = PerSession()


def unwinder(session: Session) -> Unwinder:
    """The session's unwinder of native frames."""
    if session not in _unwinders:
        _unwinders[session] = Unwinder(session.process)
    return _unwinders[session]


def step_v8(session: Session, registers: Mapping[str, int], is_top: bool) -> Optional[Registers]:
    """The caller's registers where rip is in code that V8 generated, None elsewhere. For gdb's unwinder.

    Raises Corrupt and Fault where the frame cannot be read."""
    space = code_space(session)
    if not space.is_v8(registers["rip"]):
        return None
    return v8_frames(session).step(registers, space.at(registers["rip"]), is_top)[1]


