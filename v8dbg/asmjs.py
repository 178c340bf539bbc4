"""Source positions of asm.js: of each call in the WebAssembly that V8 makes of it.

src/wasm/module-decoder.cc (DecodeAsmJsOffsets), src/wasm/wasm-module.cc (AsmJsOffsetInformation),
before V8 8.1 src/wasm/wasm-objects.cc (GetDecodedAsmJsOffsetTable).
"""

from __future__ import annotations

import struct
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from . import limits
from .errors import Corrupt, Fault
from .process import PAGE, Process
from .wasm_bytes import Reader

Bodies = List[Tuple[int, int]]  # [start, end) of each function's code in the module
_ROW = 12  # bytes of a decoded row
_FUNCTION, _ROWS = 32, 8  # bytes of a decoded function; where in it the std::vector of rows lies
# how far is searched: no V8 has a larger WasmModule or AsmJsOffsetInformation
_MODULE_WORDS, _INFORMATION_WORDS = 160, 12


class AsmPosition(NamedTuple):
    """Where the source is, in code units from the script's start, at one byte of the module."""

    call: int
    conversion: int  # of the call's result to a number: which of the two it is, only the callee tells


def decode(data: bytes, bodies: Bodies) -> Dict[int, AsmPosition]:
    """The positions by byte of the module, from an encoded table.

    Raises Corrupt where `data` is none for a module of that many functions."""
    reader = Reader(data)
    if reader.number() != len(bodies):
        raise Corrupt("a table of asm.js positions is of another number of functions")
    found: Dict[int, AsmPosition] = {}
    for start, end in bodies:
        table = Reader(reader.bytes())
        if not table.more:
            continue
        at, position = start + table.number(), table.number()
        found[start] = AsmPosition(position, position)  # of the check that there is stack left
        while table.more:
            at += table.number()
            call = position + table.signed()
            position = call + table.signed()
            found[at] = AsmPosition(call, position)
            if at > end or position < 0:
                raise Corrupt("a table of asm.js positions leaves its function")
    if reader.more:
        raise Corrupt("a table of asm.js positions is too long")
    return found


def decode_array(data: bytes, bodies: Bodies) -> Dict[int, AsmPosition]:
    """The same from the byte array of V8 7, whose last byte says whether V8 decoded it already. Raises Corrupt."""
    if not data or data[-1] > 1:
        raise Corrupt("the array of asm.js positions does not say how it is stored")
    if not data[-1]:
        return decode(data[:-1], bodies)
    return _rows(data[: (len(data) - 1) // _ROW * _ROW], 0)


def _rows(data: bytes, start: int) -> Dict[int, AsmPosition]:
    return {start + at: AsmPosition(call, conversion) for at, call, conversion in struct.iter_unpack("<3i", data)}


# -- since V8 8.1 the table is an object of C++ ---------------------------------------------------


def words(process: Process, address: int, count: int) -> Tuple[int, ...]:
    """As many of `count` words as exist."""
    data = process.read_some(address, 8 * count)
    return struct.unpack(f"<{len(data) // 8}Q", data[: len(data) // 8 * 8])


def pointers(fields: Tuple[int, ...]) -> Iterator[Tuple[int, int]]:
    """(number of the word, word) of those that may be pointers to C++ objects."""
    for number, word in enumerate(fields):
        if PAGE <= word < 1 << 47 and not word & 7:
            yield number, word


def find_positions(process: Process, module: int, bodies: Bodies) -> Optional[Dict[int, AsmPosition]]:
    """The positions that an object leads to, if it is the WasmModule: encoded, or decoded for a stack trace before."""
    for _, information in pointers(words(process, module, _MODULE_WORDS)):
        fields = words(process, information, _INFORMATION_WORDS)
        for address, size in zip(fields, fields[1:]):
            if PAGE <= address < 1 << 47 and 0 < size <= limits.MAX_SOURCE_POSITIONS:
                try:
                    found = decode(process.read(address, size), bodies)
                except (Fault, Corrupt):
                    continue
                if found:  # zeros are a table too, of functions without positions
                    return found
        for _, address in pointers(fields):
            try:
                found = _decoded(process, address, bodies)
            except (Fault, Corrupt):
                continue
            if found:
                return found
    return None


def _decoded(process: Process, address: int, bodies: Bodies) -> Dict[int, AsmPosition]:
    """The positions of an AsmJsOffsets. Raises Corrupt where it is none, Fault."""
    begin, end = process.words(address, 2)
    if not bodies or end - begin != _FUNCTION * len(bodies):
        raise Corrupt(f"the object at {address:#x} is not of {len(bodies)} asm.js functions")
    found: Dict[int, AsmPosition] = {}
    for number, (start, stop) in enumerate(bodies):
        first, last = process.words(begin + _FUNCTION * number + _ROWS, 2)
        if not 0 <= last - first <= _ROW * (stop - start + 1) or (last - first) % _ROW:
            raise Corrupt(f"an asm.js function at {address:#x} has positions from {first:#x} to {last:#x}")
        rows = _rows(process.read(first, last - first), start)
        if rows and start not in rows or any(not start <= at <= stop for at in rows):
            raise Corrupt(f"an asm.js function at {address:#x} has positions outside of its code")
        found.update(rows)
    return found
