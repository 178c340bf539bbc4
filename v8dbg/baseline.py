"""Where a baseline (Sparkplug) frame is: from its pc to the offset of the bytecode that it executes.

Baseline code is compiled from bytecode one to one. Its table has, for each bytecode in turn, how
many bytes of instructions it became (V8 9.0: where its calls return to):
src/baseline/bytecode-offset-iterator.h, and BaselineFrame::GetBytecodeOffset in src/execution/frames.cc.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import Dict, Iterator, List, Optional, Tuple

from .errors import Corrupt, NotFound
from .jit import CompiledCode, array_bytes
from .layout import Layout
from .objects import HEAP_TAG
from .positions import FUNCTION_ENTRY
from .session import Session

_PROLOGUE = 64  # bytes
_LOAD_R12 = bytes.fromhex("49bc")  # movabs r12, imm64
_SCALES = {"Wide": 2, "ExtraWide": 4, "DebugBreakWide": 2, "DebugBreakExtraWide": 4}


class BytecodeSizes:
    """The bytes that each bytecode takes, its own byte included: Bytecodes::Size (src/interpreter/bytecodes.h)."""

    def __init__(self, layout: Layout) -> None:
        fixed = layout.constants("operand_sizes")
        self._prefixes: Dict[int, int] = {}
        self._sizes: Dict[int, List[int]] = {1: [], 2: [], 4: []}
        for number, line in enumerate(layout.names("bytecodes")):
            name, *operands = line.split()
            if name in _SCALES:
                self._prefixes[number] = _SCALES[name]
            for scale, sizes in self._sizes.items():
                sizes.append(1 + sum(fixed.get(operand, scale) for operand in operands))

    def offsets(self, code: bytes) -> Iterator[int]:
        """Offset of each bytecode, of its prefix where it has one. Raises Corrupt."""
        at = 0
        while at < len(code):
            yield at
            scale = self._prefixes.get(code[at], 0)
            if scale:
                at += 1
                if at >= len(code):
                    raise Corrupt("bytecode ends with the prefix of an instruction")
            if code[at] >= len(self._sizes[1]):
                raise Corrupt(f"{code[at]} is no bytecode")
            at += self._sizes[scale or 1][code[at]]


@lru_cache(maxsize=8)
def _sizes(layout: Layout) -> BytecodeSizes:
    return BytecodeSizes(layout)


def bytecode_array(session: Session, code: CompiledCode, fp: Optional[int] = None) -> int:
    """Tagged address of the BytecodeArray that baseline code was made of.

    In V8 9 its tables do not say, but the frame at `fp` that runs it, or its first instructions, which put it into
    that frame. Raises NotFound, Corrupt."""
    word, layout = code.bytecode, session.layout
    kind = session.instance_type(session.process.u64(word - HEAP_TAG))
    if layout.has("BaselineData", "data"):  # then the SharedFunctionInfo leads from one to the other
        if fp is None:
            word = _in_prologue(session, code)
        else:
            word = session.process.u64(fp + layout.offset("InterpretedFrame", "bytecode_array"))
        kind = session.instance_type(session.process.u64(word - HEAP_TAG))
    elif layout.has("INTERPRETER_DATA_TYPE") and kind == layout.type("INTERPRETER_DATA_TYPE"):
        word = session.process.u64(word - HEAP_TAG + layout.offset("InterpreterData", "bytecode_array"))
        kind = session.instance_type(session.process.u64(word - HEAP_TAG))
    if kind != layout.type("BYTECODE_ARRAY_TYPE"):
        raise Corrupt(f"the baseline code at {code.address:#x} was made of no bytecode: {word:#x}")
    return word


def _in_prologue(session: Session, code: CompiledCode) -> int:
    """The bytecode array as the first instructions load it: BaselineCompiler::Prologue (src/baseline/x64/)."""
    data = session.process.read_some(code.instruction_start, _PROLOGUE)
    at = data.find(_LOAD_R12)
    if at < 0 or at + 10 > len(data):
        raise NotFound(f"the baseline code at {code.address:#x} does not know its bytecode", "give the frame")
    return int.from_bytes(data[at + 2 : at + 10], "little")


def baseline_bytecode_offset(
    session: Session, code: CompiledCode, pc: int, fp: Optional[int] = None, live: bool = False
) -> int:
    """Offset of the bytecode that the baseline code in the frame at `fp` executes; FUNCTION_ENTRY in its prologue.

    `pc` is a return address: what counts is the instruction before it. `live`: the thread itself stands at `pc`.
    Raises NotFound for code of another kind and, in V8 9, without `fp`; Corrupt."""
    starts, offsets = _table(session, code, fp)
    at = pc - code.instruction_start + (1 if live else 0)
    if not 0 <= at <= code.instruction_size + 1:
        raise Corrupt(f"{pc:#x} is not in the baseline code at {code.address:#x}")
    # entry i covers the pcs after starts[i], up to and with starts[i + 1]
    return offsets[max(bisect_left(starts, at) - 1, 0)]


def _table(session: Session, code: CompiledCode, fp: Optional[int]) -> Tuple[List[int], List[int]]:
    """(pc where each bytecode's instructions start, its bytecode offset), the prologue first."""
    found: Tuple[List[int], List[int]] | None = code.tables.get("baseline")
    if found is not None:
        return found
    table, layout = array_bytes(session, code.bytecode_offset_table), session.layout
    array = bytecode_array(session, code, fp)
    start = array - HEAP_TAG + layout.offset("BytecodeArray", "data")
    length = session.process.u32(array - HEAP_TAG + layout.offset("array", "length32"))
    bytecodes = _sizes(layout).offsets(session.process.read(start, length))
    if layout.has("bytecode_offset_table", "pairs"):
        code.tables["baseline"] = starts, offsets = _pairs(table)
        return starts, offsets
    starts, offsets = [0], [FUNCTION_ENTRY]
    end, index = _unsigned(table, 0)
    for offset in bytecodes:
        starts.append(end)
        offsets.append(offset)
        delta, index = _unsigned(table, index)
        end += delta
    if index != len(table) or end > code.instruction_size:
        raise Corrupt(f"the bytecode offset table of {code.address:#x} is not of its bytecode")
    code.tables["baseline"] = starts, offsets
    return starts, offsets


def _pairs(table: bytes) -> Tuple[List[int], List[int]]:
    """V8 9.0: for each call, its return address and its bytecode, as differences."""
    starts, offsets = [0], []
    pc = offset = index = 0
    while index < len(table):
        delta, index = _unsigned(table, index)
        pc += delta
        delta, index = _unsigned(table, index)
        offset += delta
        starts.append(pc)
        offsets.append(offset)
    if not offsets:
        raise NotFound("a bytecode offset table without entries")
    return starts[:-1], offsets


def _unsigned(data: bytes, index: int) -> Tuple[int, int]:
    """VLQDecodeUnsigned (src/base/vlq.h)."""
    bits = shift = 0
    while shift <= 28:
        if index >= len(data):
            raise Corrupt("a bytecode offset table ends in the middle of a number")
        byte = data[index]
        index += 1
        bits |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return bits, index
        shift += 7
    raise Corrupt("a number in a bytecode offset table does not end")


def baseline_rows(session: Session, code: CompiledCode) -> Iterator[Tuple[int, int]]:
    """(offset of the instructions, offset of the bytecode that they are of). Raises NotFound, Corrupt."""
    starts, offsets = _table(session, code, None)
    return ((start, offset) for start, offset in zip(starts, offsets) if offset != FUNCTION_ENTRY)
