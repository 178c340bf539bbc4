"""Numbers, pointers and expressions as DWARF and .eh_frame encode them.

As in the DWARF 5 standard (sections 2.5 and 7.6) and the Linux Standard Base (DWARF Exception
Header Encoding). Expressions as far as compilers and the kernel use them for unwinding.
"""

from __future__ import annotations

from typing import Callable, Dict, List, Mapping, Optional

from . import limits
from .errors import Corrupt, NotFound

# registers of x86-64 by their DWARF numbers: System V ABI, AMD64 supplement, figure 3.36
NAMES = "rax rdx rcx rbx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip".split()
_MASK = (1 << 64) - 1
Read = Callable[[int], int]  # the word at an address


class Reader:
    """A cursor over bytes that were read from `address`."""

    def __init__(self, data: bytes, address: int = 0) -> None:
        self.data, self.address, self.at = data, address, 0

    def uint(self, size: int, signed: bool = False) -> int:
        if self.at + size > len(self.data):
            raise Corrupt("an unwind table ends in the middle of an entry")
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at], "little", signed=signed)

    def uleb(self) -> int:
        value = shift = 0
        while True:
            byte = self.uint(1)
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value & _MASK

    def sleb(self) -> int:
        value = shift = 0
        while True:
            byte = self.uint(1)
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value - (1 << shift) if byte & 0x40 else value

    def block(self) -> bytes:
        size = self.uleb()
        if self.at + size > len(self.data):
            raise Corrupt("an unwind table ends in the middle of an expression")
        self.at += size
        return self.data[self.at - size : self.at]

    def pointer(self, encoding: int, read: Callable[[int], int], data_base: int = 0) -> int:
        """A pointer in one of the DW_EH_PE_* encodings."""
        if encoding == 0xFF:
            return 0
        here = self.address + self.at
        form = encoding & 0xF
        if form == 1:
            value = self.uleb()
        elif form == 9:
            value = self.sleb()
        else:
            size = {0: 8, 2: 2, 3: 4, 4: 8, 8: 8}.get(form & 7 or form, 8)
            value = self.uint(size, bool(form & 8))
        if value:
            base = encoding & 0x70
            value += here if base == 0x10 else data_base if base == 0x30 else 0
        value &= _MASK
        return read(value) if encoding & 0x80 and value else value


_CONSTANTS = {
    0x03: (8, False), 0x08: (1, False), 0x09: (1, True), 0x0A: (2, False), 0x0B: (2, True), 0x0C: (4, False),
    0x0D: (4, True), 0x0E: (8, False), 0x0F: (8, True),
}
_BINARY: Dict[int, Callable[[int, int], int]] = {
    0x1A: lambda a, b: a & b,
    0x1C: lambda a, b: (a - b) & _MASK,
    0x1E: lambda a, b: (a * b) & _MASK,
    0x21: lambda a, b: a | b,
    0x22: lambda a, b: (a + b) & _MASK,
    0x24: lambda a, b: (a << (b & 63)) & _MASK,
    0x25: lambda a, b: a >> (b & 63),
    0x27: lambda a, b: a ^ b,
    0x29: lambda a, b: int(a == b),
    0x2A: lambda a, b: int(a >= b),
    0x2B: lambda a, b: int(a > b),
    0x2C: lambda a, b: int(a <= b),
    0x2D: lambda a, b: int(a < b),
    0x2E: lambda a, b: int(a != b),
}


def evaluate(expression: bytes, registers: Mapping[str, int], first: Optional[int], read: Read) -> int:
    """The value of an expression; `first` is on its stack at the start. Raises Corrupt, NotFound, Fault."""
    reader = Reader(expression)
    stack: List[int] = [] if first is None else [first]
    try:
        for _ in range(limits.MAX_CFI_STEPS):
            if reader.at >= len(expression):
                return stack[-1] & _MASK
            _operation(reader, stack, registers, read)
    except IndexError:
        raise Corrupt("an unwind expression takes more than it has") from None
    raise Corrupt("an unwind expression does not end")


def _operation(reader: Reader, stack: List[int], registers: Mapping[str, int], read: Read) -> None:
    code = reader.uint(1)
    if 0x30 <= code <= 0x4F:  # DW_OP_lit*
        stack.append(code - 0x30)
    elif 0x70 <= code <= 0x8F:  # DW_OP_breg*
        offset = reader.sleb()
        name = NAMES[code - 0x70]
        if name not in registers:
            raise NotFound(f"an unwind expression needs {name}, whose value is not known")
        stack.append((registers[name] + offset) & _MASK)
    elif code == 0x06:  # DW_OP_deref
        stack.append(read(stack.pop()))
    elif code in _CONSTANTS:
        stack.append(reader.uint(*_CONSTANTS[code]))
    elif code == 0x10:  # DW_OP_constu, consts
        stack.append(reader.uleb())
    elif code == 0x11:
        stack.append(reader.sleb())
    elif code == 0x12:  # DW_OP_dup, drop, swap
        stack.append(stack[-1])
    elif code == 0x13:
        stack.pop()
    elif code == 0x16:
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif code == 0x23:  # DW_OP_plus_uconst
        stack.append((stack.pop() + reader.uleb()) & _MASK)
    elif code in _BINARY:
        right, left = stack.pop(), stack.pop()
        stack.append(_BINARY[code](left, right))
    elif code != 0x96:  # DW_OP_nop
        raise Corrupt(f"an unwind expression has the operation {code:#x}, which v8dbg does not know")
