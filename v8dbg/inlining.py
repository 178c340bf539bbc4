"""Deoptimization data of optimized code, and source positions with the functions they were inlined from.

src/objects/deoptimization-data.h (code.h before V8 12), src/codegen/source-position.h,
source-position.cc (SourcePosition::InliningStack), source-position-table.cc.
"""

from __future__ import annotations

import struct
from functools import cached_property
from typing import Iterator, List, NamedTuple

from . import limits
from .errors import Corrupt, NotFound
from .jit import CompiledCode, array_bytes, array_words, smi_of, strong
from .objects import HEAP_TAG
from .safepoints import safepoints


class DeoptimizationData:
    """The array that optimized code carries. Raises NotFound where it is empty (deoptimized for good)."""

    def __init__(self, code: CompiledCode) -> None:
        self.code = code
        self.session = code.session
        self._index = self.session.layout.constants("DeoptimizationData")
        words = code.tables.get("deoptimization_data")
        if words is None:
            words = code.tables["deoptimization_data"] = array_words(self.session, code.deoptimization_data)
        self._words: tuple[int, ...] = words
        if not words:
            raise NotFound(f"the deoptimization data of {code.address:#x} is gone: the code was thrown away")

    def _element(self, number: int) -> int:
        if not 0 <= number < len(self._words):
            raise Corrupt(f"no element {number} in the deoptimization data of {self.code.address:#x}")
        return self._words[number]

    @property
    def translations(self) -> bytes:
        """The byte array of all translations (src/deoptimizer/translation-opcode.h)."""
        found: bytes | None = self.code.tables.get("translations")
        if found is None:
            word = self._element(self._index["frame_translation"])
            found = self.code.tables["translations"] = array_bytes(self.session, word)
        return found

    def translation_index(self, entry: int) -> int:
        """Where the translation of a deoptimization entry begins in `translations`."""
        at = self._index["first_deopt_entry"] + entry * self._index["deopt_entry_size"]
        return smi_of(self._element(at + self._index["translation_index"]))

    def literal(self, number: int) -> int:
        """A literal as a strong tagged word. Raises NotFound where the collector cleared it, Corrupt."""
        words = self.code.tables.get("literals")
        if words is None:
            array = self._element(self._index["literal_array"])
            words = self.code.tables["literals"] = array_words(self.session, array)
        if not 0 <= number < len(words):
            raise Corrupt(f"no literal {number} in the deoptimization data of {self.code.address:#x}")
        return strong(words[number])

    @cached_property
    def shared(self) -> int:
        """The tagged SharedFunctionInfo of the function that was compiled."""
        if "wrapped_shared_function_info" in self._index:
            wrapper = self._element(self._index["wrapped_shared_function_info"])
            at = wrapper - HEAP_TAG + self.session.layout.offset("SharedFunctionInfoWrapper", "shared_info")
            return self.session.process.u64(at)
        return strong(self._element(self._index["shared_function_info"]))

    def inlining_position(self, number: int) -> tuple[int, int]:
        """(position of the inlined call, literal that is the inlined function or -1): InliningPosition."""
        data = array_bytes(self.session, self._element(self._index["inlining_positions"]))
        if not 0 <= number < len(data) // 16:
            raise Corrupt(f"no inlining position {number} in the deoptimization data of {self.code.address:#x}")
        position, function = struct.unpack_from("<qi", data, number * 16)
        return position, function


class Position(NamedTuple):
    """A place in the source: characters from the script's start, and which inlined function it belongs to."""

    script_offset: int  # -1 where unknown
    inlining_id: int  # of DeoptimizationData.inlining_position, -1 in the function itself


class InlinedPosition(NamedTuple):
    """One function of a stack of inlined calls."""

    shared: int  # tagged SharedFunctionInfo
    script_offset: int
    exact: bool  # False: the nearest position before, which may belong to another call


def position(raw: int) -> Position:
    """SourcePosition (src/codegen/source-position.h). Both numbers are stored plus one."""
    if raw & 1:  # external: a line of V8's own source
        return Position(-1, -1)
    return Position(((raw >> 1) & 0x3FFFFFFF) - 1, ((raw >> 31) & 0xFFFF) - 1)


def position_table(data: bytes, first: int) -> Iterator[tuple[int, int, bool]]:
    """(code offset, raw SourcePosition, is a statement) of every entry of a source position table.

    `first`: what the first code offset counts from, the layout's SourcePositionTable.first_code_offset."""
    index = source = 0
    code_offset = first
    while index < len(data):
        delta, index = _zigzag(data, index)
        difference, index = _zigzag(data, index)
        code_offset += delta if delta >= 0 else -delta - 1
        source += difference
        yield code_offset, source, delta >= 0


def _zigzag(data: bytes, index: int) -> tuple[int, int]:
    bits = shift = 0
    while True:
        if index >= len(data) or shift > 63:
            raise Corrupt("a source position table ends in the middle of a number")
        byte = data[index]
        index += 1
        bits |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return (bits >> 1) ^ -(bits & 1), index


def inlining_stack(code: CompiledCode, pc: int, live: bool = False) -> List[InlinedPosition]:
    """The functions that the code at `pc` was inlined from, innermost first.

    From the code's source position table, which has the calls and some other instructions only: `exact` says
    whether the entry is of the very call that returns to `pc`. `live`: the thread stands at `pc`.
    Raises NotFound where the table has nothing for `pc`."""
    entries: List[tuple[int, int, bool]] | None = code.tables.get("positions")
    if entries is None:
        table = array_bytes(code.session, code.source_position_table)
        first = code.session.layout.constant("SourcePositionTable", "first_code_offset")
        entries = code.tables["positions"] = list(position_table(table, first))
    offset = pc - code.instruction_start
    before = [entry for entry in entries if (entry[0] <= offset if live else entry[0] < offset)]
    if not before:
        raise NotFound(f"the code at {code.address:#x} has no source position at {pc:#x}")
    code_offset, raw, _ = before[-1]
    data = DeoptimizationData(code)
    # the entry is of this call if no other call ended between the two
    calls = [point.pc for point in safepoints(code) if code_offset < point.pc <= offset]
    exact = not live and calls == [offset]
    here = position(raw)
    found = []
    for _ in range(limits.MAX_INLINE_DEPTH):
        if here.inlining_id < 0:
            found.append(InlinedPosition(data.shared, here.script_offset, exact))
            return found
        outer, function = data.inlining_position(here.inlining_id)
        shared = data.shared if function < 0 else data.literal(function)
        found.append(InlinedPosition(shared, here.script_offset, exact))
        here = position(outer)
    raise Corrupt(f"the inlining positions of {code.address:#x} go round in a circle")
