"""Frame translations: what each value of the unoptimized frames is, at one deoptimization point.

A translation is a list of instructions in a byte array: src/deoptimizer/translation-opcode.h,
translation-array.cc, frame-translation-builder.cc; src/deoptimizer/deoptimizer.cc before V8 9.0.
Since V8 11.x an instruction that equals the one at the same place of an earlier translation is
not repeated. With a flag, the whole array is compressed.
"""

from __future__ import annotations

import struct
import zlib
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from . import limits
from .errors import Corrupt
from .layout import Layout


class Instruction(NamedTuple):
    """One instruction: V8's name of the opcode and its operands by name."""

    name: str
    operands: Dict[str, int]


class _Opcode(NamedTuple):
    name: str
    operands: Tuple[str, ...]
    unsigned: Tuple[bool, ...]


class Opcodes:
    """The instructions of one V8."""

    def __init__(self, layout: Layout) -> None:
        self.all: List[_Opcode] = []
        for line in layout.names("translation_opcodes"):
            name, *operands = line.split()
            self.all.append(
                _Opcode(name, tuple(o.lstrip("+") for o in operands), tuple(o.startswith("+") for o in operands))
            )
        # where the continuation bit of a byte is, and whether opcodes are numbers like operands
        self.high_bit = layout.constant("translation", "continue_bit") == 0x80
        self.opcode_is_byte = layout.has("translation", "opcode_is_byte")
        self.begin = frozenset(number for number, opcode in enumerate(self.all) if opcode.name.startswith("BEGIN"))
        names = [opcode.name for opcode in self.all]
        self.match = names.index("MATCH_PREVIOUS_TRANSLATION") if "MATCH_PREVIOUS_TRANSLATION" in names else -1


class _Reader:
    """A place in the bytes of a translation array."""

    def __init__(self, opcodes: Opcodes, data: bytes, index: int) -> None:
        self.opcodes, self.data, self.index = opcodes, data, index

    def unsigned(self) -> int:
        bits = shift = 0
        for _ in range(5):
            if not 0 <= self.index < len(self.data):
                raise Corrupt(f"a deoptimization translation ends at byte {self.index} in the middle")
            byte = self.data[self.index]
            self.index += 1
            if self.opcodes.high_bit:
                value, more = byte & 0x7F, byte & 0x80
            else:
                value, more = byte >> 1, byte & 1
            bits |= value << shift
            if not more:
                break
            shift += 7
        return bits

    def signed(self) -> int:
        bits = self.unsigned()
        return -(bits >> 1) if bits & 1 else bits >> 1

    def opcode(self) -> int:
        if not self.opcodes.opcode_is_byte:
            return self.signed()
        if not 0 <= self.index < len(self.data):
            raise Corrupt(f"no deoptimization translation at byte {self.index}")
        self.index += 1
        return self.data[self.index - 1]

    def instruction(self, number: int) -> Instruction:
        """The instruction of an opcode whose operands come next."""
        if not 0 <= number < len(self.opcodes.all):
            raise Corrupt(f"{number} is no opcode of a deoptimization translation")
        opcode = self.opcodes.all[number]
        values = [self.unsigned() if plain else self.signed() for plain in opcode.unsigned]
        return Instruction(opcode.name, dict(zip(opcode.operands, values)))


def read_translation(opcodes: Opcodes, data: bytes, index: int) -> List[Instruction]:
    """The instructions of the translation that begins at `index`, BEGIN first. Raises Corrupt."""
    inflated = _inflate(data)
    if inflated is not None:
        return _read_inflated(opcodes, inflated, index)
    reader = _Reader(opcodes, data, index)
    number = reader.opcode()
    if number not in opcodes.begin:
        raise Corrupt(f"no deoptimization translation begins at byte {index}")
    found = [reader.instruction(number)]
    lookback = found[0].operands.get("lookback", 0)
    basis = _Reader(opcodes, data, index - lookback) if lookback else None
    behind = 1  # instructions that `basis` is behind
    while reader.index < len(data):
        if len(found) > limits.MAX_TRANSLATION:
            raise Corrupt("a deoptimization translation does not end")
        number = reader.opcode()
        if number in opcodes.begin:
            break
        if opcodes.match < 0 or number < opcodes.match:
            found.append(reader.instruction(number))
            behind += 1
            continue
        # an opcode past the last one is a short form of MATCH_PREVIOUS_TRANSLATION
        count = reader.unsigned() if number == opcodes.match else number - len(opcodes.all)
        if basis is None:
            raise Corrupt("a deoptimization translation repeats another one that it does not name")
        for _ in range(behind):
            basis.instruction(basis.opcode())
        found.extend(basis.instruction(basis.opcode()) for _ in range(min(count, limits.MAX_TRANSLATION)))
        behind = 0
    return found


def _inflate(data: bytes) -> Optional[Tuple[int, ...]]:
    """The numbers of an array written with --turbo-compress-frame-translations, None of any other.

    Such an array is their count, then a raw deflate stream of 32-bit words."""
    count = int.from_bytes(data[:4], "little")
    if not 0 < count <= min(limits.MAX_TRANSLATION, len(data) * 258):  # deflate shrinks to 1/1032 at best
        return None
    stream = zlib.decompressobj(-15)
    try:
        words = stream.decompress(data[4:], count * 4)
    except zlib.error:
        return None
    if len(words) != count * 4:
        return None
    return struct.unpack(f"<{count}i", words)


def _read_inflated(opcodes: Opcodes, values: Sequence[int], index: int) -> List[Instruction]:
    found: List[Instruction] = []
    while 0 <= index < len(values):
        number = values[index]
        if number in opcodes.begin and found:
            break
        if not 0 <= number < len(opcodes.all) or (not found and number not in opcodes.begin):
            raise Corrupt(f"no deoptimization translation begins at word {index}")
        opcode = opcodes.all[number]
        operands = values[index + 1 : index + 1 + len(opcode.operands)]
        if len(operands) < len(opcode.operands):
            raise Corrupt("a deoptimization translation ends in the middle")
        found.append(Instruction(opcode.name, dict(zip(opcode.operands, operands))))
        index += 1 + len(operands)
    return found
