"""Bytecode taken apart: instructions with their operands, where jumps go, what handles exceptions.

src/interpreter/bytecodes.h, bytecode-operands.h, bytecode-array-iterator.cc, and handler-table.cc. An operand
that names a register is its distance from the frame pointer in words (bytecode-register.h).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from . import limits
from .errors import Corrupt
from .jit import array_words
from .layout import Layout
from .objects import HeapObject, is_smi, smi
from .positions import BytecodeArray, byte_array

_PREFIXES = {"Wide": 2, "ExtraWide": 4, "DebugBreakWide": 2, "DebugBreakExtraWide": 4}
_SIGNED = ("Imm", "Reg", "RegOut", "RegInOut", "RegList", "RegOutList", "RegPair", "RegOutPair", "RegOutTriple")
_CALLER_SP = 2  # words from the frame pointer to the caller's stack: above the saved one and the return address


class Operand(NamedTuple):
    """One operand: its type in bytecode-operands.h, without the k, and its number."""

    type: str
    value: int


class Instruction(NamedTuple):
    """One bytecode with its prefix and operands."""

    offset: int  # of the prefix, where it has one, from the first bytecode
    size: int  # in bytes, the prefix counted
    name: str  # such as LdaSmi
    scale: int  # bytes of an operand that can be scaled: 1, 2 with Wide, 4 with ExtraWide
    operands: Tuple[Operand, ...]

    @property
    def full_name(self) -> str:
        """With the prefix, as V8 writes it: LdaSmi.Wide."""
        return self.name + {1: "", 2: ".Wide", 4: ".ExtraWide"}[self.scale]

    @property
    def is_jump(self) -> bool:
        return self.name.startswith("Jump")

    @property
    def is_switch(self) -> bool:
        return self.name.startswith("SwitchOn")

    @property
    def base(self) -> int:
        """Where jumps count from: the bytecode behind the prefix."""
        return self.offset + (self.scale > 1)


class Handler(NamedTuple):
    """A row of the handler table: an exception in [start, end) goes on at `handler`."""

    start: int
    end: int
    handler: int
    prediction: int  # HandlerTable::CatchPrediction
    data: int  # the register that holds the context of the handler


class Bytecodes:
    """The instruction set of one V8."""

    def __init__(self, layout: Layout) -> None:
        self.fixed = layout.constants("operand_sizes")
        self.names: List[str] = []
        self.operands: List[Tuple[str, ...]] = []
        for line in layout.names("bytecodes"):
            name, *operands = line.split()
            self.names.append(name)
            self.operands.append(tuple(operands))

    def instruction(self, code: bytes, offset: int) -> Instruction:
        """The instruction at an offset. Raises Corrupt."""
        at, scale = offset, 1
        name = self._name(code, at)
        if name in _PREFIXES:
            scale = _PREFIXES[name]
            at += 1
            name = self._name(code, at)
        number = code[at]
        at += 1
        operands = []
        for kind in self.operands[number]:
            size = self.fixed.get(kind, scale)
            if at + size > len(code):
                raise Corrupt(f"the bytecode at offset {offset} ends in the middle of {name}")
            value = int.from_bytes(code[at : at + size], "little", signed=kind in _SIGNED)
            operands.append(Operand(kind, value))
            at += size
        return Instruction(offset, at - offset, name, scale, tuple(operands))

    def _name(self, code: bytes, at: int) -> str:
        if at >= len(code):
            raise Corrupt("bytecode ends with the prefix of an instruction")
        if code[at] >= len(self.names):
            raise Corrupt(f"{code[at]} at offset {at} is no bytecode")
        return self.names[code[at]]


@lru_cache(maxsize=8)
def bytecodes(layout: Layout) -> Bytecodes:
    return Bytecodes(layout)


def instructions(array: BytecodeArray) -> Iterator[Instruction]:
    """The instructions of a bytecode array. Raises Corrupt, Fault at the first that is none."""
    known, code, at = bytecodes(array.session.layout), array.bytecodes(), 0
    while at < len(code):
        found = known.instruction(code, at)
        yield found
        at += found.size


class Registers:
    """The names of an interpreted frame's registers: Register::ToString (src/interpreter/bytecode-register.cc)."""

    def __init__(self, layout: Layout, parameters: int) -> None:
        self._parameters = parameters  # the receiver counted
        self._reversed = layout.has("frame", "argc_offset")  # since V8 9.0 the receiver lies lowest
        frame = {**layout.offsets("StandardFrame"), **layout.offsets("InterpretedFrame")}
        self._first = min(frame.values()) // 8 - 1
        self._special = {frame["context"] // 8: "<context>", frame["function"] // 8: "<closure>", 1: "<accumulator>"}

    def name(self, operand: int) -> str:
        if operand in self._special:
            return self._special[operand]
        if operand >= _CALLER_SP:
            index = operand - _CALLER_SP if self._reversed else self._parameters + 1 - operand
            return f"a{index - 1}" if index else "<this>"
        return f"r{self._first - operand}"


def parameter_count(array: BytecodeArray) -> int:
    """Declared parameters, the receiver counted."""
    layout, read = array.session.layout, array.session.process
    place = array.start + layout.offset("BytecodeArray", "parameter_size")
    if layout.has("BytecodeArray", "parameter_size_is_count"):
        return read.u16(place)
    count = read.u32(place) // 8
    if count > limits.MAX_ARGUMENTS + 1:
        raise Corrupt(f"the bytecode array at {array.address:#x} claims {count} parameters")
    return count


def constants(array: BytecodeArray) -> Tuple[int, ...]:
    """The tagged words of the constant pool."""
    pool = array.constant_pool
    if not isinstance(pool, HeapObject):
        raise Corrupt(f"the bytecode array at {array.address:#x} has no constant pool")
    return array_words(array.session, pool.address)


def jump_target(instruction: Instruction, pool: Tuple[int, ...]) -> Optional[int]:
    """The offset that a jump goes to; None of what is no jump, and of a constant that is not there."""
    if not instruction.is_jump:
        return None
    first = instruction.operands[0]
    if not instruction.name.endswith("Constant"):
        return instruction.base + (-first.value if instruction.name == "JumpLoop" else first.value)
    if first.value >= len(pool) or not is_smi(pool[first.value]):
        return None
    return instruction.base + smi(pool[first.value])


def switch_targets(instruction: Instruction, pool: Tuple[int, ...]) -> Dict[int, int]:
    """Case -> offset of a jump table; cases without one are left out."""
    if not instruction.is_switch:
        return {}
    values = [operand.value for operand in instruction.operands]
    start, size, base = (values[1], values[2], 0) if instruction.name == "SwitchOnGeneratorState" else values[:3]
    words = pool[start : start + size]
    return {base + case: instruction.base + smi(word) for case, word in enumerate(words) if is_smi(word)}


def handlers(array: BytecodeArray) -> List[Handler]:
    """The handler table: HandlerTable::HandlerTableRangePrint (src/codegen/handler-table.cc)."""
    layout, data = array.session.layout, byte_array(array.handler_table)
    words = [int.from_bytes(data[at : at + 4], "little", signed=True) for at in range(0, len(data) // 16 * 16, 4)]
    prediction, offset = layout.bits("HandlerTable", "prediction"), layout.bits("HandlerTable", "offset")
    found = []
    for at in range(0, len(words), 4):
        start, end, field, register = words[at : at + 4]
        found.append(Handler(start, end, offset.of(field), prediction.of(field), register))
    return found
