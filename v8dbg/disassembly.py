"""Machine code, instruction by instruction through the debugger, with what V8 knows of each.

Calls of builtins are named (directly, or through the isolate's tables, which r13 points into), objects of the heap that
the code has in it are shown, and so are the source positions and inlined functions of optimized code, and the bytecode
that baseline code was made of.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Optional

from .baseline import baseline_rows
from .code_facts import Code, Places, function_label
from .codespace import code_space
from .errors import Error
from .inlining import DeoptimizationData, code_positions, inlining_stack
from .instructions import Instruction, decode
from .isolate import find_isolates
from .jit import CompiledCode
from .objects import HEAP_TAG, TAG_MASK
from .preview import preview
from .safepoints import safepoints
from .session import Session

_LOADS = (0x8B, 0x3B, 0x39, 0xFF)  # mov, cmp; call, jmp, push
_SHOWN = 40  # characters of an object that the code has in it


class Row(NamedTuple):
    """One machine instruction."""

    address: int
    offset: int  # from the first one
    text: str  # by the debugger
    note: str  # what it calls, which object it has in it
    position: str  # the source position that begins here: "12:30 inner, inlined at 27:9 outer"


def machine_code(session: Session, code: Code) -> Iterator[Row]:
    """The instructions of compiled code or of a builtin. Raises NotFound where there is no debugger."""
    if code.builtin is not None:
        start, size = code.builtin.start, code.builtin.end - code.builtin.start
        marks: Dict[int, str] = {}
    else:
        assert code.compiled is not None
        start, size = code.compiled.instruction_start, code.compiled.instruction_size
        marks = _marks(session, code.compiled)
    rows = session.process.disassemble(start, size)
    data = session.process.read(start, size)
    notes = _Notes(session)
    for address, text in rows:
        at = address - start
        yield Row(address, at, text, notes.of(data, at, address), marks.get(at, ""))


def _marks(session: Session, code: CompiledCode) -> Dict[int, str]:
    found: Dict[int, str] = {}
    try:
        if code.tier == "baseline":
            for pc, offset in baseline_rows(session, code):
                found[pc] = f"bytecode @ {offset}"
        elif code.is_optimized:
            places = Places(session)
            for row in code_positions(code):
                parts = []
                for each in inlining_stack(code, row):
                    where = places.text(each.shared, each.script_offset)
                    parts.append(f"{where} {function_label(session.heap_object(each.shared))}".strip())
                found[row.code_offset] = ", inlined at ".join(parts)
            _exits(code, found)
    except Error as error:
        found.setdefault(0, f"positions not read: {error}")
    return found


def _exits(code: CompiledCode, found: Dict[int, str]) -> None:
    for point in safepoints(code):
        if point.trampoline is not None and point.deopt_index is not None:
            found.setdefault(point.trampoline, f"deopt exit {point.deopt_index}")
    data = DeoptimizationData(code)
    if data.count and data.exits > 0:
        found.setdefault(data.exits, "deopt exits")


class _Notes:
    """What single instructions refer to."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.space = code_space(session)
        self._root: Optional[int] = None
        self._named: Dict[int, str] = {}

    def of(self, data: bytes, at: int, address: int) -> str:
        found = decode(data, at)
        if found is None or found.map > 1:
            return ""
        if found.map == 0 and found.opcode in (0xE8, 0xE9):
            return self._code(address + found.size + found.immediate)
        if found.map == 0 and found.modrm & 0xC7 in (0x45, 0x85) and found.rex & 1:  # [r13 + n]
            return self._in_isolate(found)
        if found.map == 0 and 0xB8 <= found.opcode < 0xC0 and found.rex & 8:
            return self._object(int.from_bytes(data[at + found.size - 8 : at + found.size], "little"))
        return ""

    def _in_isolate(self, instruction: Instruction) -> str:
        """What is loaded from the isolate, through the register of its roots: a builtin, an object."""
        root = self._root_register()
        data = self.session.process.read_some(root + instruction.displacement, 8) if root else b""
        word = int.from_bytes(data, "little")
        if len(data) < 8 or instruction.opcode not in _LOADS:
            return ""
        is_call = instruction.opcode == 0xFF and instruction.modrm & 0x38 in (0x10, 0x20)
        return self._code(word) if is_call else self._object(word)

    def _root_register(self) -> int:
        if self._root is None:
            isolates: List[int] = [each.root_register for each in find_isolates(self.session)]
            self._root = isolates[0] if isolates else 0
        return self._root

    def _code(self, target: int) -> str:
        if target not in self._named:
            place = self.space.at(target)
            if place.builtin is not None:
                distance = target - place.builtin.start
                self._named[target] = place.builtin.name + (f"+{distance:#x}" if distance else "")
            elif place.kind == "native":
                symbol = self.session.process.symbolize(target)
                self._named[target] = symbol.name if symbol is not None and not symbol.offset else ""
            else:
                self._named[target] = ""
        return self._named[target]

    def _object(self, word: int) -> str:
        if word & TAG_MASK == HEAP_TAG:
            try:
                view = self.session.heap_object(word)
            except Error:
                return ""
            return preview(self.session, view, _SHOWN)
        return self._code(word) if self.space.at(word).kind in ("builtin", "native") else ""
