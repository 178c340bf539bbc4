"""V8's own frames: what kind one is, and who called it.

Follows StackFrameIterator and StackFrame::ComputeType (src/execution/frames.cc): the kind is told by
the word under the frame pointer, a marker, and where that is a context instead, by the code.
A frame that was executing at the stop may be half built: that is told by its code (stackstate).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Optional, Tuple

from . import limits
from .builtins import Builtin
from .codespace import BUILTIN, GENERATED, JIT, Place, code_space
from .deoptimizer import taken_apart
from .errors import Corrupt, Error, NotFound
from .functions import JSFunction
from .jit import CompiledCode
from .objects import HEAP_TAG, TAG_MASK, is_smi, smi
from .positions import FUNCTION_ENTRY
from .session import PerSession, Session
from .stackstate import REGISTERS, StackStates, State

ENTRY_FRAMES = ("EntryFrame", "ConstructEntryFrame")
_KEPT = ("r13", "fs_base", "gs_base")  # r13 is the root register throughout V8's code; the rest is not saved
_CALLEE_SAVED = ("rbx", "r12", "r13", "r14", "r15", "fs_base", "gs_base")
_KINDS = {"InterpretedFrame": "interpreted", "BaselineFrame": "baseline", "BuiltinFrame": "builtin"}
_OPTIMIZED = {
    "maglev": ("MaglevFrame",),
    "turboprop": ("OptimizedFrame",),
    "turbofan": ("TurbofanJSFrame", "TurbofanFrame", "OptimizedFrame"),
}
_OPTIMIZED_FRAMES = {name for names in _OPTIMIZED.values() for name in names}
FUNCTION_EXIT = FUNCTION_ENTRY  # kFunctionExitBytecodeOffset (src/common/globals.h): V8 takes the same number
FRAMELESS, INCOMPLETE = "FramelessCode", "IncompleteFrame"  # ours: V8 has no names for what it never sees
_LOAD_DISPATCH_TABLE = bytes.fromhex("4d8bbd")  # mov r15, [r13 + disp32]
_LONGEST_BYTECODE, _MAX_BYTECODES = 20, 1 << 26
_INT3, _CALL = 0xCC, 0xE8
_SCAN_WORDS = 256  # how far a lost return address is searched


@dataclass
class PhysicalFrame:
    """One activation on the machine's stack.

    `kind`: native, interpreted, baseline, optimized, builtin (a JavaScript function that is a builtin), wasm,
    internal, or cut (not a frame: why the walk ended before the thread's first function; see `note`).
    `frame_type`: V8's name of the frame's kind, such as InterpretedFrame. Two are ours, for the frame that was
    executing: FramelessCode (code that has no frame, or none yet, or none any more: `fp` is its caller's) and
    IncompleteFrame (the words under `fp` are not written yet)."""

    kind: str
    pc: int  # where the frame's function is; the thread itself may be in a builtin that takes it there
    sp: int
    fp: int  # of a frame that was copied that of the copy
    registers: Mapping[str, int] = field(default_factory=dict)  # those whose value in this frame is known
    frame_type: str = ""
    builtin: str = ""  # name of the builtin that holds pc
    code: Optional[CompiledCode] = None  # the code that holds pc, where it was compiled at run time
    # of an interpreted frame, and of a baseline frame that is being built: bytes from the first bytecode
    bytecode_offset: Optional[int] = None
    copied: int = 0  # how far from its place on the stack the deoptimizer's copy of it is
    note: str = ""  # why the frame, or the way to it, is a guess
    is_top: bool = False  # was executing at the stop; other frames are at a return address

    @property
    def is_v8(self) -> bool:
        return self.kind not in ("native", "cut")

    @property
    def tier(self) -> str:
        """interpreted, baseline, maglev, turboprop, turbofan, builtin or wasm; "" for the rest."""
        if self.kind == "optimized" and self.code is not None:
            return self.code.tier
        return self.kind if self.kind in ("interpreted", "baseline", "builtin", "wasm") else ""


Registers = Dict[str, int]


class V8Frames:
    """Tells V8's frames apart and finds their callers. See `v8_frames`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        layout = session.layout
        self.space = code_space(session)
        self._read = session.process.u64
        self._markers = {number: name for name, number in layout.constants("frame_type").items()}
        self._function = layout.offset("StandardFrame", "function")
        self._bytecode_array = layout.offset("InterpretedFrame", "bytecode_array")
        self._bytecode_offset = layout.offset("InterpretedFrame", "bytecode_offset")
        # what the interpreter counts from is the tagged address: src/builtins/x64/builtins-x64.cc
        self._first = layout.offset("BytecodeArray", "data") - HEAP_TAG
        self._saved = {name: layout.offset("EntryFrame", name) for name in ("r12", "r13", "r14", "r15", "rbx")}
        self._pending = {name: layout.offset("PendingHandler", name) for name in ("entrypoint", "fp", "sp")}
        self._states: Dict[int, StackStates] = {}

    # -- what a frame is -------------------------------------------------------------------

    def marker(self, fp: int) -> str:
        """The frame type that the word under a frame pointer says, "" where it is a context or nothing known."""
        word = self._read(fp - 8)
        return self._markers.get(word >> 1, "") if not word & 1 and word >> 1 < 64 else ""

    def is_function(self, word: int) -> bool:
        """Is a tagged word a JSFunction?"""
        if word & TAG_MASK != HEAP_TAG:
            return False
        try:
            return self.session.class_of_map(self._read(word - HEAP_TAG)) is JSFunction
        except Error:
            return False

    def frame(self, registers: Mapping[str, int], place: Place) -> PhysicalFrame:
        """The frame at registers whose rip is in V8's code and whose rbp is this frame's. Raises Fault."""
        fp = registers["rbp"]
        frame = PhysicalFrame("internal", registers["rip"], registers["rsp"], fp, registers)
        if place.builtin is not None and place.builtin.is_deoptimization_entry:
            found = taken_apart(self.session.process, self.space, place.builtin, frame.pc, frame.sp, fp)
            frame.pc, place, frame.copied = found if found is not None else (frame.pc, place, 0)
            fp = frame.fp = fp + frame.copied
        frame.builtin = place.builtin.name if place.builtin is not None else ""
        frame.code = place.code
        frame.frame_type = self.marker(fp)
        if not frame.frame_type:
            try:
                frame.frame_type = self._by_code(fp, place)
            except Error as error:
                frame.frame_type, frame.note = "NativeFrame", f"what frame this is cannot be told: {error}"
        frame.kind = _KINDS.get(frame.frame_type, "internal")
        if frame.frame_type in _OPTIMIZED_FRAMES:
            frame.kind = "optimized"
        elif frame.frame_type.startswith("Wasm") and place.kind == GENERATED:
            frame.kind = "wasm"
        elif frame.kind == "interpreted":
            frame.bytecode_offset = self._in_slot(fp)
        elif frame.kind == "baseline" and place.code is None:  # the builtin by which it returns
            frame.bytecode_offset = FUNCTION_EXIT
        return frame

    def _in_slot(self, fp: int) -> Optional[int]:
        """The offset from the first bytecode that an interpreted frame's slot says, None where it says none: that of
        the entry while interrupts are handled before it (Builtins::Generate_InterpreterEntryTrampoline)."""
        return self._to_bytecode(self._read(fp + self._bytecode_offset), FUNCTION_ENTRY)

    def _to_bytecode(self, word: int, least: int = 0) -> Optional[int]:
        return smi(word) - self._first if is_smi(word) and smi(word) >= self._first + least else None

    def _by_code(self, fp: int, place: Place) -> str:
        """The type of a frame that has a context under its frame pointer."""
        if place.kind == JIT and place.code is not None:
            tier = place.code.tier
            if tier in _OPTIMIZED:
                known = set(self._markers.values())
                return next((name for name in _OPTIMIZED[tier] if name in known), _OPTIMIZED[tier][-1])
            names = {"baseline": "BaselineFrame", "interpreted": "InterpretedFrame", "regexp": "IrregexpFrame"}
            return "InterpretedFrame" if place.code.runs_interpreter else names.get(tier, "StubFrame")
        if place.builtin is not None:
            if place.builtin.runs_interpreter or place.builtin.is_nameless and self._has_bytecodes(fp):
                return "InterpretedFrame"
            if place.builtin.runs_baseline:
                return "BaselineFrame"
            if self.is_function(self._read(fp + self._function)):
                return "BuiltinFrame"
            return "TurbofanStubWithContextFrame"
        return "NativeFrame"

    def _has_bytecodes(self, fp: int) -> bool:
        """Has a frame a BytecodeArray where interpreted functions have theirs, and a Smi after it?"""
        word = self._read(fp + self._bytecode_array)
        if word & TAG_MASK != HEAP_TAG or self._in_slot(fp) is None:
            return False
        try:
            map_word = self._read(word - HEAP_TAG)
            self.session.class_of_map(map_word)
            return self.session.instance_type(map_word) == self.session.layout.type("BYTECODE_ARRAY_TYPE")
        except Error:
            return False

    # -- who called it ---------------------------------------------------------------------

    def caller(self, frame: PhysicalFrame) -> Registers:
        """The registers of the caller of a frame whose return address is above its frame pointer.

        Raises Corrupt and Fault."""
        fp = frame.fp - frame.copied
        if fp & 7 or not (frame.copied or frame.sp <= fp < frame.sp + limits.MAX_STACK_BYTES):
            raise Corrupt(f"the frame pointer {fp:#x} is not on the stack of {frame.sp:#x}")
        kept = _CALLEE_SAVED if frame.frame_type == "IrregexpFrame" else _KEPT  # called like a C function
        registers = {name: frame.registers[name] for name in kept if name in frame.registers}
        registers.update(rip=self._read(frame.fp + 8), rbp=self._read(frame.fp), rsp=max(fp + 16, frame.sp + 8))
        if frame.frame_type in ENTRY_FRAMES:
            for name, offset in self._saved.items():
                if fp + offset >= frame.sp:  # otherwise it is not saved yet, or restored
                    registers[name] = self._read(fp + offset)
                elif name in frame.registers:
                    registers[name] = frame.registers[name]
        return registers

    def step(self, registers: Mapping[str, int], place: Place, is_top: bool) -> Tuple[PhysicalFrame, Registers]:
        """The frame of V8 at `registers` and its caller's registers. Raises Corrupt and Fault."""
        if not is_top:
            if place.builtin is not None and self._calls_without_a_frame(registers["rip"]):
                state = self._state(place, registers["rip"])
                if not state.own and self._return_address(registers, state) is not None:
                    return self._frameless(registers, place, state)
            frame = self.frame(registers, place)
            return frame, self.caller(frame)
        if place.kind == GENERATED:
            builtin = self.space.builtin_jumped_to(registers["rip"])
            place = place if builtin is None else Place(BUILTIN, builtin)
        state = self._state(place, registers["rip"])
        if state.dropped is not None:
            return self._in_handler(registers, state.dropped)
        if state.own and not registers["rbp"] and state.depth is not None:
            # JSEntry handles what no JavaScript does, and V8 has no frame pointer for it: Isolate::UnwindAndFindHandler
            registers = {**registers, "rbp": registers["rsp"] + state.depth - state.frame_depth}
        interpreting = place.builtin is not None and place.builtin.is_bytecode_handler
        if not state.own and not interpreting:
            return self._frameless(registers, place, state)
        pushed = registers["rbp"] - registers["rsp"]
        needed = 16
        entered = place.builtin or place.code
        if entered is not None and entered.runs_interpreter and not interpreting:
            needed = -self._bytecode_offset
        if pushed < needed:
            return self._incomplete(registers, place)
        frame = self.frame(registers, place)
        if frame.kind == "interpreted" and interpreting and place.builtin is not None:
            frame.bytecode_offset = self.executing(frame, registers, place.builtin)
        elif frame.kind == "baseline" and place.builtin is not None and place.builtin.is_prologue:
            frame.bytecode_offset = 0
        return frame, self.caller(frame)

    def _in_handler(self, registers: Mapping[str, int], sp_slot: int) -> Tuple[PhysicalFrame, Registers]:
        """The frame that CEntry is about to jump into, where an exception is handled: those above it are gone.

        It takes rsp, rbp and rip from the isolate one after the other (Builtins::Generate_CEntry in
        src/builtins/x64/builtins-x64.cc), `sp_slot` is where the first of them was, bytes from the root register."""
        slots = registers.get("r13", 0) + sp_slot - self._pending["sp"]
        pc, fp = (self._read(slots + self._pending[name]) for name in ("entrypoint", "fp"))
        handler = {**registers, "rip": pc, "rbp": fp}
        place = self.space.at(pc)
        if not place.is_v8:
            raise Corrupt(f"{pc:#x}, where an exception would be handled, is not in V8's code")
        frame, caller = self.step(handler, place, True)
        frame.registers = {**handler, "rip": registers["rip"]}
        return frame, caller

    def executing(self, frame: PhysicalFrame, registers: Mapping[str, int], handler: Builtin) -> Optional[int]:
        """The offset of the bytecode that `handler` executes for an interpreted frame, given the live registers.

        The frame's slot is written only before calls. The offset is in r9 when a handler begins, and
        its copy may lie in the handler's own frame; the right one is at a bytecode of this handler."""
        table = self._dispatch_table(registers)
        if not table:
            return frame.bytecode_offset
        array = self._read(frame.fp + self._bytecode_array)
        saved = self._read(frame.fp + self._bytecode_offset)
        low, high = registers["rsp"], min(registers["rbp"], frame.sp)
        spilled = [self._read(address) for address in range(low & -8, high, 8)][:_SCAN_WORDS]
        live = registers.get("r9", 0)
        # at its end a handler has moved r9 on to the next bytecode
        candidates = [live, *spilled, *(live - size for size in range(1, _LONGEST_BYTECODE + 1)), smi(saved)]
        for raw in candidates:
            offset = self._to_bytecode(raw << 32)
            if offset is not None and raw < _MAX_BYTECODES and self._handles(table, array + raw, handler):
                return offset
        # a jump has moved r9 elsewhere
        length = smi(self._read(array - HEAP_TAG + self.session.layout.offset("FixedArrayBase", "length")))
        jumped = self._to_bytecode(live << 32) if live < _MAX_BYTECODES else None
        return jumped if jumped is not None and jumped < length else frame.bytecode_offset

    def _handles(self, table: int, address: int, handler: Builtin) -> bool:
        """Is the bytecode at `address` one that `handler` executes (the three widths follow on one another)?"""
        process = self.session.process
        if not process.readable(address):
            return False
        opcode = process.u8(address)
        return any(self._read(table + 8 * (width + opcode)) == handler.start for width in (0, 256, 512))

    def _dispatch_table(self, registers: Mapping[str, int]) -> int:
        """The interpreter's table of handlers, 0 where it is not found: the entry trampoline loads it into r15."""
        root = registers.get("r13", 0)
        start = self.space.builtins.address_of("InterpreterEntryTrampoline")
        if not root or not start:
            return 0
        code = self.session.process.read_some(start, 1024)
        at = code.find(_LOAD_DISPATCH_TABLE)
        if at < 0:
            return 0
        place = root + int.from_bytes(code[at + 3 : at + 7], "little", signed=True)
        return self._read(place) if self.session.process.readable(place, 8) else 0

    def _calls_without_a_frame(self, pc: int) -> bool:
        """Is `pc` behind the call of a write barrier? Those alone may be called by code that has built no frame."""
        code = self.session.process.read_some(pc - 5, 5)
        if len(code) < 5 or code[0] != _CALL:
            return False
        target = self.space.builtins.at(pc + int.from_bytes(code[1:], "little", signed=True))
        return target is not None and target.is_barrier

    def _frameless(self, registers: Mapping[str, int], place: Place, state: State) -> Tuple[PhysicalFrame, Registers]:
        sp = registers["rsp"]
        frame = PhysicalFrame("internal", registers["rip"], sp, registers["rbp"], registers, FRAMELESS)
        frame.builtin, frame.code = place.builtin.name if place.builtin else "", place.code
        entered_from_native = place.builtin is not None and place.builtin.is_entry
        kept = _CALLEE_SAVED if entered_from_native or frame.code is not None else _KEPT
        caller = {name: registers[name] for name in ("rbp", *kept) if name in registers}
        if place.builtin is not None and place.builtin.is_prologue and not state.left:
            at = sp + (state.depth or 0) + (0 if state.passed or state.in_register >= 0 else 8)
            caller.update(rip=self._read(at), rsp=at + 8)
        elif state.in_register >= 0:
            holder = REGISTERS[state.in_register]
            if holder not in registers:
                raise Corrupt(f"the return address is in {holder}, whose value is not known")
            caller.update(rip=registers[holder], rsp=sp + 8)
        else:
            found = self._return_address(registers, state)
            if found is None:
                found = self._return_above(sp)
                frame.note = "its return address was searched for on the stack"
            caller.update(rip=self._read(found), rsp=found + 8)
        return frame, caller

    def _return_address(self, registers: Mapping[str, int], state: State) -> Optional[int]:
        """Where the return address is: in its place or, when a tail call has moved it down already, below that.

        Where code makes room on the stack it is still in its old place until it is copied down."""
        sp, depth = registers["rsp"], state.depth
        if depth is None or not 0 <= depth < 8 * _SCAN_WORDS:
            return None
        places: List[int] = [sp + depth, *range(sp & -8, sp + depth, 8)]
        if state.shifted >= 0:
            places.insert(0, sp + depth + registers.get(REGISTERS[state.shifted], 0))
        if state.copy >= 0 and state.copied is not None:
            places.insert(0, registers.get(REGISTERS[state.copy], 0) + state.copied)
        for address in places:
            if self.session.process.readable(address, 8) and self.space.is_return(self._read(address)):
                return address
        return None

    def _incomplete(self, registers: Mapping[str, int], place: Place) -> Tuple[PhysicalFrame, Registers]:
        frame = PhysicalFrame("internal", registers["rip"], registers["rsp"], registers["rbp"], registers, INCOMPLETE)
        frame.builtin, frame.code = place.builtin.name if place.builtin else "", place.code
        caller = self.caller(frame)
        if place.builtin is not None and place.builtin.is_entry:
            caller.update({name: registers[name] for name in _CALLEE_SAVED if name in registers})
        return frame, caller

    @staticmethod
    def _tier(code: CompiledCode) -> str:
        """The tier of code, "" where it cannot be told."""
        try:
            return code.tier
        except Error:
            return ""

    def _return_above(self, sp: int) -> int:
        """Address of the first word from `sp` on that is a return address. Raises Corrupt."""
        for address in range(sp & -8, sp + 8 * _SCAN_WORDS, 8):
            if self.space.is_return(self._read(address)):
                return address
        raise Corrupt(f"no return address near {sp:#x}")

    def _state(self, place: Place, pc: int) -> State:
        """Where the return address is at `pc`. Raises Corrupt and Fault."""
        entered = calls = False
        if place.builtin is not None:
            start, end = place.builtin.start, place.builtin.end
            entered = place.builtin.is_landing
        elif place.code is not None:
            start, end = place.code.start, place.code.end
            calls = self._tier(place.code) == "baseline"
            entered = self.session.process.u8(start) == _INT3  # Maglev's code for a loop: it takes over a frame
        else:
            try:
                start, calls = self.space.function_start(pc)
                end = pc + 16
            except NotFound:
                return State(False, 0)  # code that builds none, such as WebAssembly's table of jumps
        states = self._states.get(start)
        if states is None or place.kind == GENERATED:  # the latter ends where it was asked for
            code = self.session.process.read(start, end - start)
            states = self._states[start] = StackStates(code, start, entered, calls)
        return states.at(pc)


_known: PerSession[Tuple[int, V8Frames]] = PerSession()


def v8_frames(session: Session) -> V8Frames:
    """The V8Frames of a session, the same one until the target runs."""
    epoch, frames = _known.get(session, (-1, None))
    if frames is None or epoch != session.process.epoch:
        frames = V8Frames(session)
        _known[session] = session.process.epoch, frames
    return frames
