"""Machine instructions of x86-64, as far as V8 emits them: lengths, operands, which of them move words of the stack.

As in the Intel 64 manual, volume 2, chapter 2 and appendix A.
"""

from __future__ import annotations

from typing import NamedTuple, Optional

_AT_RSP = 0x24  # the SIB byte of [rsp + displacement]

# opcodes of the first map that a ModRM byte follows
_MODRM = {op for row in range(0x00, 0x40, 8) for op in range(row, row + 4)}
_MODRM |= {0x63, 0x69, 0x6B, *range(0x80, 0x90), 0xC0, 0xC1, 0xC6, 0xC7, *range(0xD0, 0xD4), *range(0xD8, 0xE0)}
_MODRM |= {0xF6, 0xF7, 0xFE, 0xFF}
_IMM8 = set(range(0x04, 0x40, 8)) | {0x6A, 0x6B, *range(0x70, 0x81), 0x82, 0x83, 0xA8, *range(0xB0, 0xB8)}
_IMM8 |= {0xC0, 0xC1, 0xC6, 0xCD, *range(0xE0, 0xE8), 0xEB}
_IMM32 = set(range(0x05, 0x40, 8)) | {0x68, 0x69, 0x81, 0xA9, *range(0xB8, 0xC0), 0xC7, 0xE8, 0xE9}
_PREFIXES = {0x66, 0xF2, 0xF3, 0xF0, 0x2E, 0x36, 0x3E, 0x26, 0x64, 0x65, 0x67}
# of the second map (after 0F): without a ModRM byte, and with a byte of data
_PLAIN_0F = {0x05, 0x06, 0x08, 0x09, 0x0B, 0x0E, *range(0x30, 0x38), 0x77, *range(0x80, 0x90), 0xA0, 0xA1, 0xA2}
_PLAIN_0F |= {0xA8, 0xA9, 0xAA, *range(0xC8, 0xD0)}
_IMM8_0F = {*range(0x70, 0x74), 0xA4, 0xAC, 0xBA, 0xC2, 0xC4, 0xC5, 0xC6}


def is_call(code: bytes) -> bool:
    """Do the 7 bytes before an address end in a call instruction? (Looked at backwards: sometimes yes by chance.)"""
    if code[2] == 0xE8:  # call rel32
        return True
    for size in (2, 3, 4, 6, 7):  # call through a register or memory
        found = decode(code, 7 - size)
        if found and found.size == size and calls(found):
            return True
    return False


class Instruction(NamedTuple):
    """One instruction, as far as it matters here. `map`: 0 one-byte opcodes, 1 those after 0F, 2 and 3 further ones."""

    size: int
    map: int
    opcode: int
    rex: int
    modrm: int  # 0 where there is none
    sib: int  # 0 where there is none
    displacement: int
    immediate: int


def decode(code: bytes, at: int) -> Optional[Instruction]:
    """The instruction at `at`; None where it is cut off or none that V8 emits."""
    try:
        return _decode(code, at)
    except IndexError:
        return None


def _decode(code: bytes, begin: int) -> Optional[Instruction]:
    at, wide16, rex = begin, False, 0
    while code[at] in _PREFIXES:
        wide16 |= code[at] == 0x66
        at += 1
    if code[at] & 0xF0 == 0x40:
        rex = code[at]
        at += 1
    opcode, table = code[at], 0
    at += 1
    if opcode in (0xC4, 0xC5, 0x62):  # VEX and EVEX: the map is in the prefix
        width = {0xC5: 1, 0xC4: 2, 0x62: 3}[opcode]
        table = 1 if opcode == 0xC5 else code[at] & (0x1F if opcode == 0xC4 else 7)
        opcode = code[at + width]
        at += width + 1
    elif opcode == 0x0F:
        opcode, table = code[at], 1
        at += 1
        if opcode in (0x38, 0x3A):
            table = 2 if opcode == 0x38 else 3
            opcode = code[at]
            at += 1
    if table == 0:
        has_modrm = opcode in _MODRM
    else:
        has_modrm = table > 1 or opcode not in _PLAIN_0F
    modrm = sib = displacement = 0
    if has_modrm:
        modrm = code[at]
        at += 1
        mode, base = modrm >> 6, modrm & 7
        if mode != 3 and base == 4:
            sib = code[at]
            base = sib & 7
            at += 1
        size = 1 if mode == 1 else 4 if mode == 2 or mode == 0 and base == 5 else 0
        displacement = int.from_bytes(code[at : at + size], "little", signed=True)
        at += size
    size = _immediate_size(table, opcode, modrm, rex, wide16)
    immediate = int.from_bytes(code[at : at + size], "little", signed=True)
    at += size
    if at > len(code):
        return None
    return Instruction(at - begin, table, opcode, rex, modrm, sib, displacement, immediate)


def _immediate_size(table: int, opcode: int, modrm: int, rex: int, wide16: bool) -> int:
    if table == 1:
        return 4 if 0x80 <= opcode < 0x90 else 1 if opcode in _IMM8_0F else 0
    if table:
        return 1 if table == 3 else 0
    if opcode in _IMM8:
        return 1
    if opcode in _IMM32:
        if 0xB8 <= opcode < 0xC0 and rex & 8:
            return 8
        return 2 if wide16 and opcode not in (0xE8, 0xE9) else 4
    if opcode in (0xF6, 0xF7) and modrm & 0x38 < 0x10:  # test
        return 1 if opcode == 0xF6 else 2 if wide16 else 4
    return {0xC2: 2, 0xC8: 3, 0xA0: 8, 0xA1: 8, 0xA2: 8, 0xA3: 8}.get(opcode, 0)


def writes(instruction: Instruction) -> int:
    """The register that a lea or a load writes, -1 of other instructions."""
    if instruction.map or instruction.opcode not in (0x8B, 0x8D):
        return -1
    return reg(instruction)


def reg(instruction: Instruction) -> int:
    """The register in the reg field of the ModRM byte."""
    return instruction.modrm >> 3 & 7 | (instruction.rex & 4) << 1


def is_move_at_rsp(instruction: Instruction) -> bool:
    """Is it mov between a 64-bit register and [rsp + displacement]?"""
    return (
        not instruction.map
        and instruction.opcode in (0x89, 0x8B)
        and instruction.modrm >> 6 != 3
        and instruction.sib == _AT_RSP
        and instruction.rex & 0xB == 8
    )


def pushes_operand(instruction: Instruction) -> bool:
    """Is it push of a register or of memory that its ModRM byte tells?"""
    return not instruction.map and instruction.opcode == 0xFF and instruction.modrm & 0x38 == 0x30


def is_push_at_rsp(instruction: Instruction) -> bool:
    """Is it push of [rsp + displacement]?"""
    at_rsp = instruction.modrm >> 6 != 3 and instruction.sib == _AT_RSP and not instruction.rex & 3
    return at_rsp and pushes_operand(instruction)


def calls(instruction: Instruction) -> bool:
    """Is it a call?"""
    opcode = instruction.opcode
    return not instruction.map and (opcode == 0xE8 or opcode == 0xFF and instruction.modrm & 0x38 == 0x10)


def may_branch(instruction: Instruction) -> bool:
    """Is it a conditional jump?"""
    return instruction.map < 2 and instruction.opcode & 0xF0 == (0x80 if instruction.map else 0x70)


def jumps(instruction: Instruction) -> bool:
    """Is it an unconditional jump to an address that it tells itself?"""
    return not instruction.map and instruction.opcode in (0xE9, 0xEB)


def ends(instruction: Instruction) -> bool:
    """Does the instruction never go on to the next one?"""
    if instruction.map:
        return instruction.map == 1 and instruction.opcode == 0x0B
    if instruction.opcode == 0xFF:
        return instruction.modrm & 0x38 == 0x20  # jmp through a register or memory
    return jumps(instruction) or instruction.opcode in (0xC3, 0xC2, 0xCC, 0xF4)
