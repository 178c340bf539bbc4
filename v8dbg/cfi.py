"""Unwinding native frames by the .eh_frame tables that compilers leave in every module.

Formats as in the DWARF 5 standard (section 6.4) and the Linux Standard Base (Exception
Frames). Tables are read from the target's memory, so they work wherever code can be read.
x86-64 only: another machine needs its own register numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Mapping, NamedTuple, Tuple

from . import limits
from .dwarf import NAMES, Reader, evaluate
from .errors import Corrupt, NotFound
from .mapped import MappedModule, MappedModules
from .process import Process

CALLEE_SAVED = ("rbx", "rbp", "r12", "r13", "r14", "r15")
_RIP, _RSP = 16, 7
_SAVED_NUMBERS = tuple(NAMES.index(name) for name in CALLEE_SAVED)
_MASK = (1 << 64) - 1

# what a rule says of a register: (kind, operand)
_OFFSET, _VAL_OFFSET, _REGISTER, _EXPRESSION, _VAL_EXPRESSION, _UNDEFINED, _SAME = range(7)


class Row(NamedTuple):
    """How to find the caller of one range of instructions."""

    cfa_register: int
    cfa_offset: int
    cfa_expression: bytes  # used instead of the two above where it is not empty
    rules: Tuple[Tuple[int, int, int, bytes], ...]  # (register, kind, number, expression)
    signal: bool  # the frame of a signal handler's return: its caller was interrupted, not calling


@dataclass
class _Cie:
    code_align: int
    data_align: int
    return_register: int
    pointer_encoding: int
    has_data: bool
    signal: bool
    instructions: bytes


@dataclass
class _State:
    cfa_register: int = _RSP
    cfa_offset: int = 8
    cfa_expression: bytes = b""
    rules: Dict[int, Tuple[int, int, bytes]] = field(default_factory=dict)

    def copy(self) -> _State:
        return _State(self.cfa_register, self.cfa_offset, self.cfa_expression, dict(self.rules))


class Unwinder:
    """Finds callers of native frames. Caches what it reads until the target runs."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._modules = MappedModules(process)
        self._epoch = process.epoch
        self._rows: Dict[int, Row] = {}
        self._cies: Dict[int, _Cie] = {}

    def row(self, pc: int) -> Row:
        """The row for one instruction. Raises NotFound where no table covers it."""
        if self._epoch != self._process.epoch:
            self._modules = MappedModules(self._process)
            self._rows.clear()
            self._cies.clear()
            self._epoch = self._process.epoch
        found = self._rows.get(pc)
        if found is None:
            module = self._modules.of(pc)
            if module is None:
                raise NotFound(f"no module holds {pc:#x}")
            if not module.eh_frame_hdr:
                raise NotFound(f"{module.path} has no unwind table")
            found = self._find(module, pc)
            self._rows[pc] = found
        return found

    def step(self, registers: Mapping[str, int], returned: bool) -> Tuple[Dict[str, int], bool]:
        """The caller's registers, and whether this was a signal frame. `returned`: rip is a return address.

        The result has no "rip" where the table says that this is the outermost frame.
        Raises NotFound without a table, Corrupt and Fault where it cannot be followed."""
        row = self.row(registers["rip"] - 1 if returned else registers["rip"])
        read = self._process.u64
        if row.cfa_expression:
            cfa = evaluate(row.cfa_expression, registers, None, read)
        else:
            name = NAMES[row.cfa_register]
            if name not in registers:
                raise NotFound(f"the frame's base is in {name}, whose value is not known")
            cfa = (registers[name] + row.cfa_offset) & _MASK
        caller = {NAMES[n]: registers[NAMES[n]] for n in _SAVED_NUMBERS if NAMES[n] in registers}
        for extra in ("fs_base", "gs_base"):
            if extra in registers:
                caller[extra] = registers[extra]
        caller["rsp"] = cfa
        for number, kind, operand, expression in row.rules:
            name = NAMES[number]
            if kind == _OFFSET:
                caller[name] = read(cfa + operand)
            elif kind == _VAL_OFFSET:
                caller[name] = (cfa + operand) & _MASK
            elif kind == _REGISTER:
                source = NAMES[operand] if operand < len(NAMES) else ""
                if source in registers:
                    caller[name] = registers[source]
                else:
                    caller.pop(name, None)
            elif kind == _EXPRESSION:
                caller[name] = read(evaluate(expression, registers, cfa, read))
            elif kind == _VAL_EXPRESSION:
                caller[name] = evaluate(expression, registers, cfa, read)
            elif kind == _SAME and name in registers:
                caller[name] = registers[name]
            elif kind == _UNDEFINED:
                caller.pop(name, None)
        return caller, row.signal

    # -- tables ----------------------------------------------------------------------------

    def _find(self, module: MappedModule, pc: int) -> Row:
        """Binary search in .eh_frame_hdr, then the row out of the entry that it names."""
        header = module.eh_frame_hdr
        read = self._process.read
        version, _, count_encoding, table_encoding = read(header, 4)
        if version != 1 or table_encoding != 0x3B:  # data-relative signed 4 bytes: what every linker writes
            raise NotFound(f"{module.path} has an unwind table of an unknown form")
        reader = Reader(read(header, 64), header)
        reader.at = 4
        reader.pointer(read(header + 1, 1)[0], self._process.u64, header)
        count = reader.pointer(count_encoding, self._process.u64, header)
        table = header + reader.at
        low, high = 0, count
        wanted = pc - header
        while low < high:
            middle = (low + high) // 2
            if self._process.i32(table + 8 * middle) <= wanted:
                low = middle + 1
            else:
                high = middle
        if not low:
            raise NotFound(f"{module.path} has no unwind entry for {pc:#x}")
        return self._parse(header + self._process.i32(table + 8 * (low - 1) + 4), pc, module)

    def _entry(self, address: int) -> Tuple[Reader, int]:
        """A cursor behind an entry's length field, and the address there."""
        length = self._process.u32(address)
        if length == 0xFFFFFFFF or length == 0 or length > 1 << 20:
            raise Corrupt(f"no unwind entry at {address:#x}")
        return Reader(self._process.read(address + 4, length), address + 4), address + 4

    def _parse(self, address: int, pc: int, module: MappedModule) -> Row:
        reader, body = self._entry(address)
        cie = self._cie(body - reader.uint(4))
        read = self._process.u64
        start = reader.pointer(cie.pointer_encoding, read)
        size = reader.pointer(cie.pointer_encoding & 0xF, read)
        if not start <= pc < start + size:
            raise NotFound(f"{module.path} has no unwind entry for {pc:#x}")
        if cie.has_data:
            reader.block()
        initial = _State()
        _run(cie.instructions, cie, initial, _State(), start, _MASK)
        state = initial.copy()
        _run(reader.data[reader.at :], cie, state, initial, start, pc)
        rules = tuple((n, k, v, e) for n, (k, v, e) in sorted(state.rules.items()) if n < len(NAMES))
        return Row(state.cfa_register, state.cfa_offset, state.cfa_expression, rules, cie.signal)

    def _cie(self, address: int) -> _Cie:
        found = self._cies.get(address)
        if found is None:
            found = self._cies[address] = self._parse_cie(address)
        return found

    def _parse_cie(self, address: int) -> _Cie:
        reader, _ = self._entry(address)
        if reader.uint(4) != 0:
            raise Corrupt(f"no unwind header at {address:#x}")
        version = reader.uint(1)
        end = reader.data.index(0, reader.at)
        augmentation = reader.data[reader.at : end].decode("latin-1")
        reader.at = end + 1
        code_align, data_align = reader.uleb(), reader.sleb()
        return_register = reader.uint(1) if version == 1 else reader.uleb()
        encoding = 0
        if augmentation.startswith("z"):
            after = reader.uleb()
            after += reader.at
            for letter in augmentation[1:]:
                if letter == "R":
                    encoding = reader.uint(1)
                elif letter == "L":
                    reader.uint(1)
                elif letter == "P":
                    form = reader.uint(1)
                    reader.pointer(form & 0x7F, self._process.u64)
            reader.at = after
        elif augmentation:
            raise Corrupt(f"an unwind header at {address:#x} has an unknown augmentation {augmentation!r}")
        return _Cie(
            code_align, data_align, return_register, encoding, augmentation.startswith("z"), "S" in augmentation,
            reader.data[reader.at :],
        )


def _run(code: bytes, cie: _Cie, state: _State, initial: _State, location: int, pc: int) -> None:
    """Executes DW_CFA_* instructions until the row that covers `pc` is complete."""
    reader = Reader(code)
    remembered: List[_State] = []
    align = cie.data_align
    for _ in range(limits.MAX_CFI_STEPS):
        if reader.at >= len(code):
            return
        byte = reader.uint(1)
        high, low = byte & 0xC0, byte & 0x3F
        if high == 0x40 or byte in (0x02, 0x03, 0x04):  # DW_CFA_advance_loc*
            delta = low if high else reader.uint({2: 1, 3: 2, 4: 4}[byte])
            location += delta * cie.code_align
            if location > pc:
                return
        elif high == 0x80:  # DW_CFA_offset
            state.rules[low] = (_OFFSET, reader.uleb() * align, b"")
        elif high == 0xC0:  # DW_CFA_restore
            _restore(state, initial, low)
        elif byte == 0x05:
            number = reader.uleb()
            state.rules[number] = (_OFFSET, reader.uleb() * align, b"")
        elif byte == 0x06:
            _restore(state, initial, reader.uleb())
        elif byte == 0x07:
            state.rules[reader.uleb()] = (_UNDEFINED, 0, b"")
        elif byte == 0x08:
            state.rules[reader.uleb()] = (_SAME, 0, b"")
        elif byte == 0x09:
            number = reader.uleb()
            state.rules[number] = (_REGISTER, reader.uleb(), b"")
        elif byte == 0x0A:
            remembered.append(state.copy())
        elif byte == 0x0B and remembered:
            old = remembered.pop()
            state.cfa_register, state.cfa_offset = old.cfa_register, old.cfa_offset
            state.cfa_expression, state.rules = old.cfa_expression, old.rules
        elif byte == 0x0C:
            state.cfa_register, state.cfa_offset, state.cfa_expression = reader.uleb(), reader.uleb(), b""
        elif byte == 0x0D:
            state.cfa_register, state.cfa_expression = reader.uleb(), b""
        elif byte == 0x0E:
            state.cfa_offset = reader.uleb()
        elif byte == 0x0F:
            state.cfa_expression = reader.block()
        elif byte in (0x10, 0x16):
            number = reader.uleb()
            state.rules[number] = (_EXPRESSION if byte == 0x10 else _VAL_EXPRESSION, 0, reader.block())
        elif byte == 0x11:
            number = reader.uleb()
            state.rules[number] = (_OFFSET, reader.sleb() * align, b"")
        elif byte == 0x12:
            state.cfa_register, state.cfa_offset, state.cfa_expression = reader.uleb(), reader.sleb() * align, b""
        elif byte == 0x13:
            state.cfa_offset = reader.sleb() * align
        elif byte in (0x14, 0x15):
            number = reader.uleb()
            value = reader.uleb() if byte == 0x14 else reader.sleb()
            state.rules[number] = (_VAL_OFFSET, value * align, b"")
        elif byte == 0x2E:  # DW_CFA_GNU_args_size
            reader.uleb()
        elif byte:
            raise Corrupt(f"an unwind table has the instruction {byte:#x}, which v8dbg does not know")
    raise Corrupt("an unwind table has too many instructions")


def _restore(state: _State, initial: _State, number: int) -> None:
    if number in initial.rules:
        state.rules[number] = initial.rules[number]
    else:
        state.rules.pop(number, None)

