"""Compiled code: a Code object and the tables that belong to it.

Old V8 has one Code object with the instructions in it; since V8 11.3 a Code object
describes and an InstructionStream holds the instructions (src/objects/code.h,
instruction-stream.h). The tables follow the instructions or lie among them. The fields
have one name in all versions here, in the layout's group CompiledCode.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Optional

from . import limits
from .errors import Corrupt, Error, NotFound
from .objects import HEAP_TAG, WEAK_MASK, is_smi, smi
from .session import PerSession, Session

# src/objects/code-kind.h in the names of the user interface; the last name of a kind that V8 renamed too
_TIERS = {
    "INTERPRETED_FUNCTION": "interpreted",
    "BASELINE": "baseline",
    "SPARKPLUG": "baseline",
    "MAGLEV": "maglev",
    "TURBOPROP": "turboprop",
    "TURBOFAN": "turbofan",
    "TURBOFAN_JS": "turbofan",
    "OPTIMIZED_FUNCTION": "turbofan",
    "NATIVE_CONTEXT_INDEPENDENT": "turbofan",
    "BUILTIN": "builtin",
    "BYTECODE_HANDLER": "builtin",
    "STUB": "builtin",
    "REGEXP": "regexp",
    "WASM_FUNCTION": "wasm",
    "WASM_TO_CAPI_FUNCTION": "wasm",
    "WASM_TO_JS_FUNCTION": "wasm",
    "JS_TO_WASM_FUNCTION": "wasm",
    "JS_TO_JS_FUNCTION": "wasm",
    "WASM_INTERPRETER_ENTRY": "wasm",
    "C_WASM_ENTRY": "wasm",
    "WASM_STACK_ENTRY": "wasm",
}
_OPTIMIZED = ("maglev", "turboprop", "turbofan")

_seen: PerSession[tuple[int, dict[int, CompiledCode]]] = PerSession()


def compiled_code(session: Session, address: int) -> CompiledCode:
    """The CompiledCode of a tagged address, the same one until the target runs."""
    epoch, codes = _seen.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, codes = session.process.epoch, {}
        _seen[session] = epoch, codes
    if address not in codes:
        codes[address] = CompiledCode(session, address)
    return codes[address]


class CompiledCode:
    """A Code object at a tagged address (an InstructionStream's leads to its Code). Reads nothing until asked."""

    def __init__(self, session: Session, address: int) -> None:
        self.session = session
        layout = session.layout
        if layout.has("CompiledCode", "instruction_stream"):
            map_word = session.process.u64(address - HEAP_TAG)
            if session.instance_type(map_word) == layout.type("INSTRUCTION_STREAM_TYPE"):
                address = session.process.u64(address - HEAP_TAG + layout.offset("InstructionStream", "code"))
        self.address = address
        self.tables: dict[str, Any] = {}  # what was decoded of it, until the target runs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompiledCode) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"<CompiledCode {self.address:#x}>"

    def _place(self, field: str) -> int:
        return self.address - HEAP_TAG + self.session.layout.offset("CompiledCode", field)

    @cached_property
    def flags(self) -> int:
        return self.session.process.u32(self._place("flags"))

    @cached_property
    def kind(self) -> str:
        """V8's name of the kind, such as BASELINE: CodeKind (src/objects/code-kind.h), Code::Kind before V8 8.6."""
        number = self.session.layout.bits("Code.flags", "kind").of(self.flags)
        names = self.session.layout.names("CodeKind")
        if number >= len(names):
            raise Corrupt(f"the code at {self.address:#x} is of no known kind ({number})")
        return names[number]

    @property
    def tier(self) -> str:
        """interpreted, baseline, maglev, turboprop, turbofan, builtin, wasm or regexp."""
        return _TIERS.get(self.kind, "builtin")

    @property
    def is_optimized(self) -> bool:
        """Compiled by Maglev or TurboFan from JavaScript: it has deoptimization data."""
        return self.tier in _OPTIMIZED

    @property
    def runs_interpreter(self) -> bool:
        """Is it the copy of InterpreterEntryTrampoline that one function has (--interpreted-frames-native-stack)?

        Compiler::InstallInterpreterTrampolineCopy in src/codegen/compiler.cc. No other builtin on the heap has a frame:
        those of old V8 jump to the binary."""
        try:
            return self.tier == "builtin" and self.instruction_start == self.start
        except Error:
            return False

    @property
    def is_marked_for_deoptimization(self) -> bool:
        """Its frames go on in unoptimized code as soon as they are returned to."""
        layout, place = self.session.layout, "marked_for_deoptimization"
        if layout.has("Code.flags", place):
            return bool(layout.bits("Code.flags", place).of(self.flags))
        at = self.address
        if layout.has("CompiledCode", "code_data_container"):
            at = self.session.process.u64(self._place("code_data_container"))
        word = self.session.process.u16(at - HEAP_TAG + layout.offset("CompiledCode", "kind_specific_flags"))
        return bool(layout.bits("Code.kind_specific_flags", place).of(word))

    @cached_property
    def builtin(self) -> Optional[int]:
        """Number of the builtin, None for other code."""
        number = self.session.process.u16(self._place("builtin_id"))
        return None if number == 0xFFFF else number

    # -- instructions --------------------------------------------------------------------

    @cached_property
    def start(self) -> int:
        """Address of the first instruction; before V8 11.3 that of an embedded builtin is of a jump to it."""
        if self.session.layout.has("CompiledCode", "instruction_start"):
            return self.session.process.u64(self._place("instruction_start"))
        return self._place("instructions")

    @property
    def end(self) -> int:
        """Address behind the instructions that `start` is the first of."""
        return self.start + self.instruction_size

    @cached_property
    def instruction_start(self) -> int:
        """Address of the first instruction. Raises NotFound for an embedded builtin before V8 11.3."""
        layout = self.session.layout
        if layout.has("Code.flags", "is_off_heap_trampoline"):
            if layout.bits("Code.flags", "is_off_heap_trampoline").of(self.flags):
                raise NotFound(f"the instructions of the builtin at {self.address:#x} are not on the heap")
        return self.start

    @cached_property
    def instruction_size(self) -> int:
        """Bytes of instructions; before V8 9.0 the tables are among them."""
        size = self.session.process.i32(self._place("instruction_size"))
        if not 0 <= size <= limits.MAX_CODE:
            raise Corrupt(f"the code at {self.address:#x} claims {size} bytes")
        return size

    @property
    def instruction_end(self) -> int:
        return self.instruction_start + self.instruction_size

    def __contains__(self, pc: int) -> bool:
        return self.instruction_start <= pc < self.instruction_end

    @property
    def metadata_start(self) -> int:
        """Where the offsets of the safepoint and handler tables count from, in code on the heap."""
        if self.session.layout.has("CompiledCode", "metadata_size"):
            return self.instruction_end
        return self.instruction_start

    @property
    def safepoint_table(self) -> int:
        """Address of the safepoint table. Raises NotFound for code that has none."""
        layout, read = self.session.layout, self.session.process.i32
        offset = 0  # in the metadata, where there is one
        if layout.has("CompiledCode", "safepoint_table_offset"):
            offset = read(self._place("safepoint_table_offset"))
        without = self.tier == "builtin" or not self.uses_safepoint_table
        if without or read(self._place("handler_table_offset")) <= offset:
            raise NotFound(f"the {self.tier} code at {self.address:#x} has no safepoint table")
        return self.metadata_start + offset

    @property
    def uses_safepoint_table(self) -> bool:
        """Code::uses_safepoint_table: optimized code, and builtins made by TurboFan."""
        turbofanned = self.session.layout.bits("Code.flags", "is_turbofanned").of(self.flags)
        return bool(turbofanned) or self.tier in ("maglev", "wasm")

    @property
    def stack_slots(self) -> int:
        """Words of the frame's fixed part, from the return address (included) down; 0 without a safepoint table."""
        layout = self.session.layout
        if layout.has("Code.flags", "stack_slots"):
            return layout.bits("Code.flags", "stack_slots").of(self.flags)
        try:
            return self.session.process.u32(self.safepoint_table + layout.offset("SafepointTable", "stack_slots"))
        except NotFound:
            return 0

    # -- what hangs on it ----------------------------------------------------------------

    def _word(self, field: str) -> int:
        return self.session.process.u64(self._place(field))

    @property
    def deoptimization_data(self) -> int:
        """Tagged address of the DeoptimizationData. Raises NotFound where the code has none."""
        word = self._word("deoptimization_data")
        if is_smi(word) or not self.is_optimized:
            raise NotFound(f"the {self.tier} code at {self.address:#x} has no deoptimization data")
        return word

    @property
    def bytecode(self) -> int:
        """Baseline code: tagged address of the BytecodeArray or InterpreterData that it was made of."""
        if self.tier != "baseline":
            raise NotFound(f"the {self.tier} code at {self.address:#x} was not made of bytecode one to one")
        return self._word("deoptimization_data")

    @property
    def source_position_table(self) -> int:
        """Tagged address of a byte array, perhaps empty. Raises NotFound where there is none."""
        word = self._word("position_table")
        layout, cached = self.session.layout, "SOURCE_POSITION_TABLE_WITH_FRAME_CACHE_TYPE"
        if not is_smi(word) and layout.has(cached):
            kind = self.session.instance_type(self.session.process.u64(word - HEAP_TAG))
            if kind == layout.type(cached):
                word = self.session.process.u64(
                    word - HEAP_TAG + layout.offset("SourcePositionTableWithFrameCache", "source_position_table")
                )
        if is_smi(word) or self.tier == "baseline":
            raise NotFound(f"the {self.tier} code at {self.address:#x} has no source positions")
        return word

    @property
    def bytecode_offset_table(self) -> int:
        """Baseline code: tagged address of the byte array that maps pcs to bytecode offsets."""
        if self.tier != "baseline":
            raise NotFound(f"the {self.tier} code at {self.address:#x} has no bytecode offset table")
        return self._word("position_table")


# -- arrays of code's data -------------------------------------------------------------------


def array_words(session: Session, tagged: int) -> tuple[int, ...]:
    """The elements of a FixedArray of any kind (trusted, protected, weak), raw."""
    length = _length(session, tagged, limits.MAX_CODE_ARRAY)
    return session.process.words(tagged - HEAP_TAG + session.layout.offset("array", "elements"), length)


def array_bytes(session: Session, tagged: int) -> bytes:
    """The contents of a byte array of any kind (trusted, PodArray, frame translation)."""
    length = _length(session, tagged, limits.MAX_SOURCE_POSITIONS)
    return session.process.read(tagged - HEAP_TAG + session.layout.offset("array", "bytes"), length)


def _length(session: Session, tagged: int, limit: int) -> int:
    if is_smi(tagged):
        raise Corrupt(f"{tagged:#x} is not an array")
    length = session.process.u32(tagged - HEAP_TAG + session.layout.offset("array", "length32"))
    if length > limit:
        raise Corrupt(f"the array at {tagged:#x} claims {length} elements")
    return length


def strong(word: int) -> int:
    """A perhaps weak reference as a strong one. Raises NotFound where it was cleared."""
    if not word & HEAP_TAG:
        return word
    if word & 0xFFFFFFFF == HEAP_TAG | WEAK_MASK:
        raise NotFound("a cleared weak reference: its target was collected")
    return word & ~WEAK_MASK


def smi_of(word: int) -> int:
    """The integer of a word that must be a Smi. Raises Corrupt."""
    if not is_smi(word):
        raise Corrupt(f"{word:#x} is not a Smi")
    return smi(word)
