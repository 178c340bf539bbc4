"""The JavaScript frames of one optimized frame, from the deoptimization data of its code.

What V8 itself does for Error.stack and on a deoptimization: OptimizedFrame::Summarize
(src/execution/frames.cc) and TranslatedState (src/deoptimizer/translated-state.cc,
src/deoptimizer/deoptimizer.cc before V8 9.0).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Dict, Iterator, List, Mapping, Optional, Tuple

from . import limits
from .errors import Corrupt, NotFound
from .inlining import DeoptimizationData, inlining_stack
from .jit import CompiledCode
from .layout import Layout
from .nearby import Point, entries_by_distance, is_join, nearby_points
from .objects import HEAP_TAG, is_smi, smi
from .positions import FUNCTION_ENTRY
from .safepoints import find_safepoint
from .session import Session
from .slots import OPTIMIZED_OUT, Captured, Slot, tagged
from .translations import Instruction, Opcodes, read_translation

__all__ = ["OPTIMIZED_OUT", "Captured", "InlinedFrame", "Slot", "inlined_frames"]

# V8's opcodes of frames -> the kinds of InlinedFrame
_FRAMES = {
    "INTERPRETED_FRAME": "unoptimized",
    "INTERPRETED_FRAME_WITH_RETURN": "unoptimized",
    "INTERPRETED_FRAME_WITHOUT_RETURN": "unoptimized",
    "ARGUMENTS_ADAPTOR_FRAME": "extra-arguments",
    "INLINED_EXTRA_ARGUMENTS": "extra-arguments",
    "CONSTRUCT_STUB_FRAME": "construct",
    "CONSTRUCT_CREATE_STUB_FRAME": "construct",
    "CONSTRUCT_INVOKE_STUB_FRAME": "construct",
    "BUILTIN_CONTINUATION_FRAME": "builtin-continuation",
    "JAVA_SCRIPT_BUILTIN_CONTINUATION_FRAME": "js-builtin-continuation",
    "JAVASCRIPT_BUILTIN_CONTINUATION_FRAME": "js-builtin-continuation",
    "JAVA_SCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME": "js-builtin-continuation",
    "JAVASCRIPT_BUILTIN_CONTINUATION_WITH_CATCH_FRAME": "js-builtin-continuation",
    "JS_TO_WASM_BUILTIN_CONTINUATION_FRAME": "builtin-continuation",
    "WASM_INLINED_INTO_JS_FRAME": "wasm-inlined",
    "LIFTOFF_FRAME": "wasm",
}
# codes of the registers in instructions (src/codegen/x64/register-x64.h)
_FUNCTION = -16  # StandardFrameConstants::kFunctionOffset (src/execution/frame-constants.h)
_HOLES = (0xFFF7FFFFFFF7FFFF,)  # kHoleNanInt64 (src/common/globals.h)
_REGISTERS = "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split()


@dataclass
class InlinedFrame:
    """One of the frames that a physical frame stands for.

    `kind`: unoptimized (a JavaScript function), js-builtin-continuation (a JavaScript-visible builtin that was
    inlined, such as Array.prototype.map), and frames that are no call of their own: extra-arguments (the callee's
    actual arguments, where their number is not the declared one), construct (the next frame inwards is a
    constructor), builtin-continuation, wasm-inlined, wasm."""

    kind: str
    shared: Optional[int]  # tagged SharedFunctionInfo
    bytecode_offset: Optional[int] = None  # as V8 looks it up in source positions; None: only `script_offset` is known
    script_offset: Optional[int] = None  # characters from the start of the script, where the code's own table gave it
    exact: bool = True  # False: the position is the nearest that the code's tables have
    construct: bool = False  # called with new by the frame outwards; of the outermost one its caller knows
    builtin: Optional[int] = None  # of a continuation: the builtin that goes on, a number of Builtins
    function: Slot = OPTIMIZED_OUT  # the closure
    receiver: Slot = OPTIMIZED_OUT
    parameters: List[Slot] = field(default_factory=list)  # the declared ones
    arguments: Optional[List[Slot]] = None  # the actual ones, where an extra-arguments frame tells
    context: Slot = OPTIMIZED_OUT
    registers: List[Slot] = field(default_factory=list)  # of the interpreter: r0, r1, …
    accumulator: Slot = OPTIMIZED_OUT


def inlined_frames(
    session: Session, code: CompiledCode, pc: int, fp: int, registers: Optional[Mapping[str, int]] = None
) -> List[InlinedFrame]:
    """The frames of the optimized frame at `fp`, innermost first.

    `pc` is where the frame goes on: the return address of the call that it waits for. `registers` are given
    where the thread itself stands at `pc`: then there is no call. Where `pc` is no deoptimization point, functions
    and positions are those of the code nearby (`exact` says whether of the very call), and values are optimized out.
    Raises NotFound where the code keeps nothing near `pc`, Corrupt, Fault."""
    live = registers is not None
    safepoint = find_safepoint(code, pc, live)
    if live and safepoint is not None and is_join(code, pc):
        safepoint = None  # who knows whether the call has just returned
    if safepoint is not None and safepoint.deopt_index is not None:
        return _Translated(DeoptimizationData(code), fp, registers).frames(_translation(code, safepoint.deopt_index))
    try:
        return _around(code, pc, live)
    except NotFound:
        if code.tier != "maglev" or live:
            raise
    # Maglev notes nothing for the stack check with which a function begins
    function = session.process.u64(fp + _FUNCTION)
    return [InlinedFrame("unoptimized", DeoptimizationData(code).shared, FUNCTION_ENTRY, function=tagged(function))]


def _around(code: CompiledCode, pc: int, live: bool) -> List[InlinedFrame]:
    """The functions at an instruction that is no deoptimization point, from those next to it. Raises NotFound."""
    found = [_at_point(code, point) for point in nearby_points(code, pc, live)]
    best = found[0]
    for other in found[1:]:
        # between a call site and what was inlined there, the inlined function is the better guess
        if len(other) > len(best) and [f.shared for f in other[-len(best) :]] == [f.shared for f in best]:
            best = other
    return best


def _at_point(code: CompiledCode, point: Point) -> List[InlinedFrame]:
    if point.row is None:
        frames = _functions(code, point.deopt_index or 0)
    else:
        stack = inlining_stack(code, point.row)
        frames = [InlinedFrame("unoptimized", p.shared, script_offset=p.script_offset) for p in stack]
        if code.tier == "maglev":
            _call_sites(code, point.row.code_offset, frames)
    for frame in frames:
        frame.exact = point.exact
    return frames


def _call_sites(code: CompiledCode, offset: int, frames: List[InlinedFrame]) -> None:
    """Maglev's source positions have wrong places for the calls that were inlined: take a neighbour's."""
    callers = [frame.shared for frame in frames[1:]]
    for entry in entries_by_distance(code, offset) if callers else []:
        neighbour = _functions(code, entry)
        if len(neighbour) > len(callers) and [f.shared for f in neighbour[-len(callers) :]] == callers:
            frames[1:] = neighbour[-len(callers) :]
            return


def entry_functions(code: CompiledCode, entry: int) -> List[InlinedFrame]:
    """The functions that go on at a deoptimization entry, innermost first, without their values. Raises Corrupt."""
    return _functions(code, entry)


def _functions(code: CompiledCode, entry: int) -> List[InlinedFrame]:
    """The JavaScript frames of a deoptimization entry, without the values that are there only when it is reached."""
    frames = _Translated(DeoptimizationData(code), 0, None, literals_only=True).frames(_translation(code, entry))
    found = []
    for frame in frames:
        if frame.kind in ("unoptimized", "js-builtin-continuation"):
            unknown = [OPTIMIZED_OUT for _ in frame.parameters]
            found.append(replace(frame, parameters=unknown, arguments=None, context=OPTIMIZED_OUT, registers=[]))
            found[-1].accumulator = OPTIMIZED_OUT
    return found


def _translation(code: CompiledCode, entry: int) -> List[Instruction]:
    read: Dict[int, List[Instruction]] = code.tables.setdefault("read translations", {})
    if entry not in read:
        data = DeoptimizationData(code)
        at = data.translation_index(entry)
        read[entry] = read_translation(_opcodes(code.session.layout), data.translations, at)
    return read[entry]


@lru_cache(maxsize=8)
def _opcodes(layout: Layout) -> Opcodes:
    return Opcodes(layout)


class _Translated:
    """The values of one translation, in the frame at `fp`."""

    def __init__(
        self, data: DeoptimizationData, fp: int, registers: Optional[Mapping[str, int]], literals_only: bool = False
    ) -> None:
        self.data, self.fp, self.registers, self.literals_only = data, fp, registers, literals_only
        self.session = data.code.session
        self.objects: List[Captured] = []

    def frames(self, instructions: List[Instruction]) -> List[InlinedFrame]:
        found: List[InlinedFrame] = []
        stream = iter(instructions)
        begin = next(stream)
        parts: List[Tuple[Instruction, List[Slot]]] = []
        for instruction in stream:
            if instruction.name in _FRAMES:
                parts.append((instruction, []))
            elif instruction.name != "UPDATE_FEEDBACK":
                if not parts:
                    raise Corrupt(f"a deoptimization translation has a {instruction.name} outside of a frame")
                parts[-1][1].append(self._value(instruction, stream, 0))
        if len(parts) != begin.operands["frames"] or len(parts) > limits.MAX_INLINE_DEPTH:
            raise Corrupt(f"a deoptimization translation of {begin.operands['frames']} frames has {len(parts)}")
        for instruction, values in parts:
            found.append(self._frame(instruction, values))
        _connect(found)
        return found[::-1]

    def _frame(self, instruction: Instruction, values: List[Slot]) -> InlinedFrame:
        kind, operands = _FRAMES[instruction.name], instruction.operands
        shared = self.data.literal(operands["function"]) if "function" in operands else None
        frame = InlinedFrame(kind, shared)
        height = operands.get("height", 0)
        if kind == "wasm":
            return frame
        frame.function, values = _first(values), values[1:]
        if kind == "unoptimized":
            # receiver and parameters, context, registers, accumulator
            height -= self.session.layout.has("translation", "height_has_accumulator")
            declared = len(values) - height - 2
            if height < 0 or declared < 1:
                raise Corrupt(f"a frame of {len(values)} values and {height} registers in a deoptimization translation")
            frame.bytecode_offset = operands["offset"]
            frame.receiver, frame.parameters = values[0], values[1:declared]
            frame.context, frame.registers = values[declared], values[declared + 1 : -1]
            frame.accumulator = values[-1]
        elif kind == "extra-arguments":
            frame.receiver, frame.arguments = _first(values), values[1:]
        elif kind == "js-builtin-continuation":
            frame.bytecode_offset = 0
            if frame.function.kind == "tagged":  # Maglev names the caller here
                offset = self.session.layout.offset("JSFunction", "shared")
                frame.shared = self.session.process.u64(frame.function.word - HEAP_TAG + offset)
            frame.receiver, frame.parameters = _first(values), values[1:-1]
        if "continuation" in kind:
            first = self.session.layout.constant("BytecodeOffset", "first_builtin_continuation")
            frame.builtin = operands["offset"] - first
        elif kind == "wasm-inlined":
            frame.bytecode_offset = operands["offset"]
        return frame

    # -- values --------------------------------------------------------------------------

    def _value(self, instruction: Instruction, stream: Iterator[Instruction], depth: int) -> Slot:
        name, operands = instruction
        if depth > limits.MAX_CAPTURED_DEPTH:
            raise Corrupt("captured objects of a deoptimization translation are nested too deep")
        if name == "LITERAL":
            return self._literal(operands["literal"])
        if name == "OPTIMIZED_OUT":
            return OPTIMIZED_OUT
        if name.endswith("_STACK_SLOT") or name == "STACK_SLOT":
            if self.literals_only:
                return OPTIMIZED_OUT
            # OptimizedFrame::StackSlotOffsetRelativeToFp: slot 0 is the return address
            address = self.fp + 8 - 8 * operands["slot"]
            return _unboxed(name[: -len("_STACK_SLOT")], self.session.process.u64(address))
        if name.endswith("_REGISTER") or name == "REGISTER":
            return self._register(name[: -len("_REGISTER")], operands["register"])
        if name == "DUPLICATED_OBJECT":
            number = operands["object"]
            if not 0 <= number < len(self.objects):
                raise Corrupt(f"a deoptimization translation repeats object {number} of {len(self.objects)}")
            self.objects.append(self.objects[number])
            return Slot("captured", object=self.objects[number])
        if name in ("CAPTURED_OBJECT", "STRING_CONCAT"):
            captured = self._captured("object" if name == "CAPTURED_OBJECT" else "string")
            for _ in range(operands.get("length", 2)):
                following = next(stream, None)
                if following is None or following.name in _FRAMES:
                    raise Corrupt("a captured object of a deoptimization translation lacks fields")
                captured.fields.append(self._value(following, stream, depth + 1))
            return Slot("captured", object=captured)
        if name == "ARGUMENTS_ELEMENTS":
            return Slot("captured", object=self._captured("arguments"))
        if name in ("ARGUMENTS_LENGTH", "REST_LENGTH"):  # of the physical frame, whose caller knows
            return OPTIMIZED_OUT
        raise Corrupt(f"{name} is no value in a deoptimization translation")

    def _captured(self, kind: str) -> Captured:
        captured = Captured(len(self.objects), kind, [])
        self.objects.append(captured)
        return captured

    def _literal(self, number: int) -> Slot:
        try:
            word = self.data.literal(number)
        except NotFound:
            return OPTIMIZED_OUT
        return OPTIMIZED_OUT if self._is_optimized_out(word) else tagged(word)

    def _is_optimized_out(self, word: int) -> bool:
        """A value that is gone is an oddball among the literals, before there was an opcode for it (V8 10.8)."""
        layout = self.session.layout
        if not layout.has("Oddball", "optimized_out") or is_smi(word):
            return False
        if self.session.instance_type(self.session.process.u64(word - HEAP_TAG)) != layout.type("ODDBALL_TYPE"):
            return False
        kind = self.session.process.u64(word - HEAP_TAG + layout.offset("Oddball", "kind"))
        return is_smi(kind) and smi(kind) == layout.constant("Oddball", "optimized_out")

    def _register(self, name: str, number: int) -> Slot:
        """A machine register: only the thread that stands at a deoptimization point still has it."""
        if self.registers is None or name.endswith(("DOUBLE", "FLOAT", "SIMD128")) or number >= len(_REGISTERS):
            return OPTIMIZED_OUT
        value = self.registers.get(_REGISTERS[number])
        return OPTIMIZED_OUT if value is None else _unboxed(name, value)


def _first(values: List[Slot]) -> Slot:
    if not values:
        raise Corrupt("a frame of a deoptimization translation has no values")
    return values[0]


def _unboxed(kind: str, word: int) -> Slot:
    """What a 64-bit word of a stack slot or register means, by the opcode's name without its end."""
    low = word & 0xFFFFFFFF
    if kind in ("", "TAGGED"):
        return tagged(word)
    if kind == "INT32":
        return Slot("number", number=low - (1 << 32) if low >> 31 else low)
    if kind == "UINT32":
        return Slot("number", number=low)
    if kind in ("INT64", "SIGNED_BIGINT64"):
        value = word - (1 << 64) if word >> 63 else word
        return Slot("number" if kind == "INT64" else "bigint", number=value)
    if kind == "UNSIGNED_BIGINT64":
        return Slot("bigint", number=word)
    if kind == "BOOL":
        return Slot("boolean", number=bool(low)) if low in (0, 1) else OPTIMIZED_OUT
    if kind == "FLOAT":
        return Slot("number", number=struct.unpack("<f", low.to_bytes(4, "little"))[0])
    if kind == "HOLEY_DOUBLE" and word in _HOLES:
        return Slot("undefined")
    if kind in ("DOUBLE", "HOLEY_DOUBLE"):
        return Slot("number", number=struct.unpack("<d", word.to_bytes(8, "little"))[0])
    return OPTIMIZED_OUT  # SIMD: no value of JavaScript


def _connect(frames: List[InlinedFrame]) -> None:
    """Says of each JavaScript frame, outermost first, what the frames of no call before it tell."""
    construct = False
    extra: Optional[List[Slot]] = None
    for frame in frames:
        if frame.kind == "construct":
            construct = True
        elif frame.kind == "extra-arguments":
            extra = frame.arguments
        elif frame.kind in ("unoptimized", "js-builtin-continuation"):
            frame.construct, frame.arguments = construct, extra
            construct, extra = False, None
