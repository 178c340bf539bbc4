"""Deoptimization data of optimized code, and source positions with the functions they were inlined from.

src/objects/deoptimization-data.h (code.h before V8 12), src/codegen/source-position.h and
source-position.cc (SourcePosition::InliningStack).
"""

from __future__ import annotations

import struct
from functools import cached_property
from typing import List, NamedTuple

from . import limits
from .errors import Corrupt, NotFound
from .jit import CompiledCode, array_bytes, array_words, smi_of, strong
from .objects import HEAP_TAG
from .positions import Entry, entries


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

    @property
    def count(self) -> int:
        """How many deoptimization entries there are: those of checks first, then those of calls."""
        return (len(self._words) - self._index["first_deopt_entry"]) // self._index["deopt_entry_size"]

    @property
    def exits(self) -> int:
        """Offset in the code of the exits, one for each entry. Raises NotFound before V8 7.8, which has none in it."""
        if "deopt_exit_start" not in self._index:
            raise NotFound(f"the exits of {self.code.address:#x} are not in the code")
        return smi_of(self._element(self._index["deopt_exit_start"]))

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


class InlinedPosition(NamedTuple):
    """One function of a stack of inlined calls."""

    shared: int  # tagged SharedFunctionInfo
    script_offset: int  # -1 where it is not known


def code_positions(code: CompiledCode) -> List[Entry]:
    """The source position table of optimized code, empty where it has none."""
    table: List[Entry] | None = code.tables.get("positions")
    if table is None:
        try:
            encoded = array_bytes(code.session, code.source_position_table)
        except NotFound:
            encoded = b""
        table = code.tables["positions"] = list(entries(encoded, code.session.layout))
    return table


def inlining_stack(code: CompiledCode, entry: Entry) -> List[InlinedPosition]:
    """The functions that the code of a row of its source positions was inlined from, innermost first.

    SourcePosition::InliningStack (src/codegen/source-position.cc). Raises Corrupt, NotFound."""
    data = DeoptimizationData(code)
    found = []
    for _ in range(limits.MAX_INLINE_DEPTH):
        script_offset = -1 if entry.is_external else entry.script_offset
        if entry.inlining_id < 0:
            found.append(InlinedPosition(data.shared, script_offset))
            return found
        position, function = data.inlining_position(entry.inlining_id)
        shared = data.shared if function < 0 else data.literal(function)
        found.append(InlinedPosition(shared, script_offset))
        entry = Entry(entry.code_offset, position, False)
    raise Corrupt(f"the inlining positions of {code.address:#x} go round in a circle")
