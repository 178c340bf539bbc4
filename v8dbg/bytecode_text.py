"""Bytecode as V8's --print-bytecode shows it: one instruction a line, in V8's own words.

BytecodeDecoder::Decode (src/interpreter/bytecode-decoder.cc) and BytecodeArray::Disassemble
(src/objects/bytecode-array.cc).
"""

from __future__ import annotations

from typing import Iterator, List, NamedTuple, Optional, Tuple

from . import preview
from .bytecode import (
    Instruction,
    Operand,
    Registers,
    constants,
    instructions,
    jump_target,
    parameter_count,
    switch_targets,
)
from .errors import Error
from .objects import is_smi
from .positions import BytecodeArray, Entry, entries, position_table
from .runtime_functions import runtime_name
from .session import Session

_PAIRS = {"RegPair": 2, "RegOutPair": 2, "RegOutTriple": 3}
_LISTS = ("RegList", "RegOutList")
_CONSTANT = 60  # characters of a constant shown


class Row(NamedTuple):
    """One instruction with all that is known of it."""

    instruction: Instruction
    position: Optional[Entry]  # the row of the source position table that begins here
    operands: List[str]  # as V8 writes them
    note: str  # where it jumps to
    constants: List[int]  # tagged words of the constant pool that its operands name


def rows(array: BytecodeArray) -> Iterator[Row]:
    """The instructions of a bytecode array in order. Raises Corrupt, Fault where they cannot be read on."""
    session = array.session
    registers = Registers(session.layout, parameter_count(array))
    pool = constants(array)
    places = {entry.code_offset: entry for entry in positions(array)}
    for instruction in instructions(array):
        shown = operands(session, instruction, registers)
        used = [pool[number] for number in constant_operands(session, instruction) if number < len(pool)]
        yield Row(instruction, places.get(instruction.offset), shown, _note(instruction, pool), used)


def positions(array: BytecodeArray) -> List[Entry]:
    """The rows of its source position table, none where V8 kept none or they cannot be read."""
    try:
        table = position_table(array)
        return list(entries(table, array.session.layout)) if table is not None else []
    except Error:
        return []


def operands(session: Session, instruction: Instruction, registers: Registers) -> List[str]:
    """Each operand as V8 writes it; a list of registers and its length are one."""
    found: List[str] = []
    rest = list(instruction.operands)
    while rest:
        operand = rest.pop(0)
        count = rest.pop(0).value if operand.type in _LISTS and rest else _PAIRS.get(operand.type, 0)
        found.append(_operand(session, operand, count, registers))
    return found


def _operand(session: Session, operand: Operand, count: int, registers: Registers) -> str:
    kind, value = operand
    if kind in _LISTS or kind in _PAIRS:
        # an empty list is written as one register: RegisterList::last_register
        return f"{registers.name(value)}-{registers.name(value - max(count - 1, 0))}"
    if kind.startswith("Reg") and kind != "RegCount":
        return registers.name(value)
    if kind in ("Flag8", "Flag16"):
        return f"#{value:x}" if session.layout.has("bytecode_text", "hex_flags") else f"#{value}"
    if kind == "FeedbackSlot":
        return f"FBV[{value}]"
    if kind == "EmbeddedFeedback":
        return f"EmbeddedFeedback[{value:#x}]"
    if kind == "RuntimeId":
        return f"[{runtime_name(session, value)}]"
    if kind == "IntrinsicId":
        names = session.layout.names("interpreter_intrinsics")
        return f"[_{names[value]}]" if value < len(names) else f"[{value}]"
    return f"[{value}]"


def constant_operands(session: Session, instruction: Instruction) -> List[int]:
    """Indices into the constant pool among the operands (the start of a jump table is none)."""
    if instruction.is_jump or instruction.is_switch:
        return []
    kinds = [operand.type for operand in instruction.operands]
    if "ConstantPoolIndex" in kinds:
        return [o.value for o in instruction.operands if o.type == "ConstantPoolIndex"]
    if instruction.name not in session.layout.names("bytecode_constants"):
        return []
    return [o.value for o in instruction.operands if o.type == "Idx"][:1]


def _note(instruction: Instruction, pool: Tuple[int, ...]) -> str:
    target = jump_target(instruction, pool)
    if target is not None:
        return f"(@ {target})"
    cases = switch_targets(instruction, pool)
    if instruction.is_switch:
        return "{ " + ", ".join(f"{case}: @{target}" for case, target in cases.items()) + " }"
    return ""


def constant_text(session: Session, word: int) -> str:
    """One constant on one line."""
    return preview.preview(session, word, _CONSTANT) if not is_smi(word) else str(word >> 32)
