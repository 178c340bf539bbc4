"""V8's own frames: what kind one is, and who called it.

Follows StackFrameIterator and StackFrame::ComputeType (src/execution/frames.cc): the kind is told by
the word under the frame pointer, a marker, and where that is a context instead, by the code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Mapping, Optional
from weakref import WeakKeyDictionary

from . import limits
from .codespace import GENERATED, JIT, Place, code_space
from .errors import Corrupt, Error
from .jit import CompiledCode
from .objects import HEAP_TAG, TAG_MASK, is_smi, smi
from .session import Session

_ENTRY_FRAMES = ("EntryFrame", "ConstructEntryFrame")
_KEPT = ("r13", "fs_base", "gs_base")  # r13 is the root register throughout V8's code; the rest is not saved
_KINDS = {"InterpretedFrame": "interpreted", "BaselineFrame": "baseline", "BuiltinFrame": "builtin"}


@dataclass
class PhysicalFrame:
    """One activation on the machine's stack.

    `kind`: native, interpreted, baseline, optimized, builtin (a JavaScript function that is a builtin), wasm,
    internal, or cut (not a frame: why the walk ended before the thread's first function; see `note`)."""

    kind: str
    pc: int
    sp: int
    fp: int
    registers: Mapping[str, int] = field(default_factory=dict)  # those whose value in this frame is known
    frame_type: str = ""  # V8's name of the frame's kind, such as InterpretedFrame
    builtin: str = ""  # name of the builtin that holds pc
    code: Optional[CompiledCode] = None  # the code that holds pc, where it was compiled at run time
    bytecode_offset: Optional[int] = None  # of an interpreted frame, from the first bytecode
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


class V8Frames:
    """Tells V8's frames apart and finds their callers. See `v8_frames`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        layout = session.layout
        self.space = code_space(session)
        self._read = session.process.u64
        self._markers = {number: name for name, number in layout.constants("frame_type").items()}
        self._function = layout.offset("StandardFrame", "function")
        self._bytecode_offset = layout.offset("InterpretedFrame", "bytecode_offset")
        self._first_bytecode = layout.offset("BytecodeArray", "data") - HEAP_TAG
        self._saved = {name: layout.offset("EntryFrame", name) for name in ("r12", "r13", "r14", "r15", "rbx")}

    def marker(self, fp: int) -> str:
        """The frame type that the word under a frame pointer says, "" where it is a context or nothing known."""
        word = self._read(fp - 8)
        return self._markers.get(word >> 1, "") if not word & 1 and word >> 1 < 64 else ""

    def is_function(self, word: int) -> bool:
        """Is a tagged word a JSFunction?"""
        if word & TAG_MASK != HEAP_TAG:
            return False
        try:
            map_word = self._read(word - HEAP_TAG)
            self.session.class_of_map(map_word)
            name = self.session.layout.type_name(self.session.instance_type(map_word))
        except Error:
            return False
        closure = name.startswith("JS_") and name.endswith(("_FUNCTION_TYPE", "_CONSTRUCTOR_TYPE"))
        return closure and name not in _NOT_CLOSURES

    def frame(self, registers: Mapping[str, int], place: Place) -> PhysicalFrame:
        """The frame at registers whose rip is in V8's code and whose rbp is this frame's. Raises Fault."""
        fp = registers["rbp"]
        frame = PhysicalFrame("internal", registers["rip"], registers["rsp"], fp, registers)
        if place.builtin is not None:
            frame.builtin = place.builtin.name
        frame.code = place.code
        frame.frame_type = self.marker(fp) or self._by_code(fp, place)
        frame.kind = _KINDS.get(frame.frame_type, "internal")
        if frame.frame_type in ("MaglevFrame", "TurbofanFrame", "TurbofanJSFrame", "OptimizedFrame"):
            frame.kind = "optimized"
        elif frame.frame_type.startswith("Wasm") and place.kind == GENERATED:
            frame.kind = "wasm"
        elif frame.kind == "interpreted":
            word = self._read(fp + self._bytecode_offset)
            if is_smi(word) and self._first_bytecode <= smi(word):
                frame.bytecode_offset = smi(word) - self._first_bytecode
        return frame

    def _by_code(self, fp: int, place: Place) -> str:
        """The type of a frame that has a context under its frame pointer."""
        if place.kind == JIT and place.code is not None:
            tier = place.code.tier
            if tier in ("maglev", "turboprop", "turbofan"):
                wanted = {"maglev": ("MaglevFrame",)}.get(tier, ("TurbofanJSFrame", "TurbofanFrame", "OptimizedFrame"))
                known = set(self._markers.values())
                return next((name for name in wanted if name in known), wanted[-1])
            return {"baseline": "BaselineFrame", "interpreted": "InterpretedFrame"}.get(tier, "StubFrame")
        if place.builtin is not None:
            if place.builtin.runs_interpreter:
                return "InterpretedFrame"
            if place.builtin.runs_baseline:
                return "BaselineFrame"
            if self.is_function(self._read(fp + self._function)):
                return "BuiltinFrame"
            return "TurbofanStubWithContextFrame"
        return "NativeFrame"

    def caller(self, frame: PhysicalFrame) -> Dict[str, int]:
        """The registers of the caller of a whole frame. Raises Corrupt and Fault."""
        fp = frame.fp
        if fp & 7 or not frame.sp <= fp < frame.sp + limits.MAX_STACK_BYTES:
            raise Corrupt(f"the frame pointer {fp:#x} is not on the stack of {frame.sp:#x}")
        registers = {name: frame.registers[name] for name in _KEPT if name in frame.registers}
        registers.update(rip=self._read(fp + 8), rbp=self._read(fp), rsp=fp + 16)
        if frame.frame_type in _ENTRY_FRAMES:
            for name, offset in self._saved.items():
                registers[name] = self._read(fp + offset)
        return registers


_NOT_CLOSURES = ("JS_BOUND_FUNCTION_TYPE", "JS_WRAPPED_FUNCTION_TYPE")
_known: WeakKeyDictionary[Session, tuple[int, V8Frames]] = WeakKeyDictionary()


def v8_frames(session: Session) -> V8Frames:
    """The V8Frames of a session, the same one until the target runs."""
    epoch, frames = _known.get(session, (-1, None))
    if frames is None or epoch != session.process.epoch:
        frames = V8Frames(session)
        _known[session] = session.process.epoch, frames
    return frames


