"""Bytecode arrays and their source position tables: src/codegen/source-position-table.cc.

A table is a list of (code offset, source position) pairs, each a difference to the one
before, zigzag-coded in groups of seven bits with the lowest group first. The sign of the
code offset says whether it starts a statement; since V8 14 its lowest bits say that, and
more. Since V8 8 code offsets count from -1, the function's entry.
"""

from __future__ import annotations

from typing import Iterator, NamedTuple, Optional

from .errors import Corrupt
from .layout import Layout
from .limits import MAX_SOURCE_POSITIONS
from .objects import Field, HeapObject, I32Field, SmiField, Value, view_of

# SourcePosition in src/codegen/source-position.h: bit 0 is_external, 30 bits of offset + 1, then the inlining id
_SCRIPT_OFFSET_SHIFT, _SCRIPT_OFFSET_MASK = 1, (1 << 30) - 1
_MAX_BYTES = 10  # of one number
FUNCTION_ENTRY = -1  # kFunctionEntryBytecodeOffset (src/common/globals.h): before the first bytecode


class Entry(NamedTuple):
    """One row of a source position table."""

    code_offset: int  # in bytecode or instructions; -1 is the function's entry
    position: int  # the raw SourcePosition
    is_statement: bool

    @property
    def script_offset(self) -> int:
        """Code units from the start of the script's source."""
        return (self.position >> _SCRIPT_OFFSET_SHIFT & _SCRIPT_OFFSET_MASK) - 1

    @property
    def inlining_id(self) -> int:
        """Index into the inlining positions of optimized code, -1 for the function itself."""
        return ((self.position >> 31) & 0xFFFF) - 1

    @property
    def is_external(self) -> bool:
        return bool(self.position & 1)


def _numbers(table: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in table:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift >= 7 * _MAX_BYTES:
                raise Corrupt("a number of a source position table does not end")
            continue
        yield value
        value = shift = 0
    if shift:
        raise Corrupt("a source position table ends inside a number")


def _signed(number: int) -> int:
    """A number that was zigzag-coded."""
    return (number >> 1) ^ -(number & 1)


def entries(table: bytes, layout: Layout) -> Iterator[Entry]:
    """The rows of an encoded table. Raises Corrupt where it is cut."""
    code_offset = layout.constant("SourcePositionTable", "first_code_offset")
    flags = layout.constants("SourcePositionTable").get("flag_bits", 0)
    position = 0
    numbers = _numbers(table)
    for number in numbers:
        delta = next(numbers, None)
        if delta is None:
            raise Corrupt("a source position table ends inside a row")
        if flags:
            is_statement, step = bool(number & 1), number >> flags
        else:
            signed = _signed(number)
            is_statement, step = signed >= 0, signed if signed >= 0 else -(signed + 1)
        code_offset += step
        position += _signed(delta)
        yield Entry(code_offset, position, is_statement)


def find(table: bytes, code_offset: int, layout: Layout) -> Optional[Entry]:
    """The row in force at `code_offset`: the last one that does not begin after it."""
    found = None
    for entry in entries(table, layout):
        if entry.code_offset > code_offset:
            break
        found = entry
    return found


def byte_array(value: Value) -> bytes:
    """Contents of a ByteArray (or TrustedByteArray). Raises Corrupt where `value` is none."""
    if not isinstance(value, HeapObject) or not value.type_name.endswith("BYTE_ARRAY_TYPE"):
        raise Corrupt(f"{value!r} is no byte array")
    layout, process = value.session.layout, value.session.process
    size = process.u32(value.start + layout.offset("array", "length32"))
    if size > MAX_SOURCE_POSITIONS:
        raise Corrupt(f"the byte array at {value.address:#x} claims {size} bytes")
    return process.read(value.start + layout.offset("array", "bytes"), size)


@view_of("BYTECODE_ARRAY_TYPE")
class BytecodeArray(HeapObject):
    """Bytecode of one function (src/objects/bytecode-array.tq)."""

    __slots__ = ()

    length = SmiField("bytes of bytecode")
    source_position_table = Field()
    handler_table = Field()
    constant_pool = Field()
    frame_size = I32Field("bytes of registers")

    @property
    def first_bytecode(self) -> int:
        """Address of the first bytecode."""
        return self.start + self.session.layout.offset("BytecodeArray", "data")

    def bytecodes(self) -> bytes:
        length = self.length
        if not 0 <= length <= MAX_SOURCE_POSITIONS:
            raise Corrupt(f"the bytecode array at {self.address:#x} claims {length} bytes")
        return self.session.process.read(self.first_bytecode, length)


def position_table(bytecode_array: BytecodeArray) -> Optional[bytes]:
    """The encoded source positions, None where V8 kept none.

    V8 keeps none with --enable-lazy-source-positions until something asks (undefined, or the
    exception oddball when that failed; a Smi since V8 12)."""
    table = bytecode_array.source_position_table
    if isinstance(table, HeapObject) and table.type_name == "SOURCE_POSITION_TABLE_WITH_FRAME_CACHE_TYPE":
        layout = table.session.layout
        table = table.session.value(
            table.word(layout.offset("SourcePositionTableWithFrameCache", "source_position_table"))
        )
    if not isinstance(table, HeapObject) or table.type_name == "ODDBALL_TYPE":
        return None
    return byte_array(table)


def position_at(bytecode_array: BytecodeArray, bytecode_offset: int) -> Optional[int]:
    """Source position (code units from the start of the script) of the bytecode at an offset.

    `bytecode_offset` is the start of the bytecode that runs, counted from the first one, as an
    interpreted frame has it after the header is taken off; for compiled code, of the bytecode
    to which the pc belongs (V8 subtracts 1 from a return address first). The rule is that of
    AbstractCode::SourcePosition in src/objects/code.cc: the last row that does not begin after
    it, 0 where all do. None where V8 kept no positions."""
    table = position_table(bytecode_array)
    if table is None:
        return None
    found = find(table, bytecode_offset, bytecode_array.session.layout)
    return found.script_offset if found is not None else 0
