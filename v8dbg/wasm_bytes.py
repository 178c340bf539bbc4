"""A WebAssembly module in its binary format: the few sections that a stack needs.

The format is that of the WebAssembly specification (5, Binary Format); what counts as a function's
name where the name section is damaged is V8's choice (src/wasm/module-decoder.cc, DecodeFunctionNames).
Offsets are bytes from the module's first.
"""

from __future__ import annotations

from functools import cached_property
from typing import Dict, Iterator, List, NamedTuple, Tuple

from . import limits
from .errors import Corrupt, NotFound
from .process import Process

MAGIC = b"\0asm"
_CUSTOM, _IMPORT, _EXPORT, _CODE = 0, 2, 7, 10
_HEADER = 8  # magic and version
_FUNCTION, _TABLE, _MEMORY, _GLOBAL, _TAG = range(5)  # kinds of imports and exports
_CALL = 0x10  # an instruction
_FUNCTION_NAMES = 1  # subsection of the name section
_TYPED_REFERENCES = (0x63, 0x64)  # (ref null ht), (ref ht): a heap type follows
_HAS_MAXIMUM, _HAS_PAGE_SIZE = 1, 8  # flags of limits


class Section(NamedTuple):
    """One section's payload: [start, end)."""

    id: int
    start: int
    end: int


class Reader:
    """Reads bytes from the front. Raises Corrupt at their end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise Corrupt("a WebAssembly module ends inside a section")
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        """An unsigned LEB128 number of at most 64 bits; of a signed one only the length is right.
        Raises Corrupt where it does not end."""
        value = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
        raise Corrupt("a number of a WebAssembly module does not end")

    def signed(self) -> int:
        """A signed LEB128 number."""
        begin = self.at
        value, bits = self.number(), 7 * (self.at - begin)
        return value - (1 << bits) if value >> (bits - 1) else value

    def bytes(self) -> bytes:
        """A length and as many bytes."""
        size = self.number()
        if size > len(self.data) - self.at:
            raise Corrupt("a name of a WebAssembly module is longer than its section")
        self.at += size
        return self.data[self.at - size : self.at]

    @property
    def more(self) -> bool:
        return self.at < len(self.data)


class WireBytes:
    """The bytes that a module was compiled from, `size` of them at `address`. Reads nothing until asked."""

    def __init__(self, process: Process, address: int, size: int) -> None:
        self.process, self.address, self.size = process, address, size

    @cached_property
    def sections(self) -> List[Section]:
        """All sections in their order. Raises Corrupt where one is longer than the module."""
        found: List[Section] = []
        at = _HEADER
        while at < self.size and len(found) < limits.MAX_WASM_SECTIONS:
            reader = Reader(self._read(at, min(at + 12, self.size)))
            kind, size = reader.byte(), reader.number()
            start = at + reader.at
            at = start + size
            if at > self.size:
                raise Corrupt(f"section {kind} of a WebAssembly module of {self.size} bytes ends at {at}")
            found.append(Section(kind, start, at))
        return found

    def _read(self, start: int, end: int) -> bytes:
        return self.process.read(self.address + start, end - start)

    def _section(self, kind: int) -> Reader:
        """The contents of the first section of a kind, nothing where there is none."""
        for section in self.sections:
            if section.id == kind:
                return Reader(self._read(section.start, section.end))
        return Reader(b"\0")

    # -- functions ---------------------------------------------------------------------------

    @cached_property
    def imported_functions(self) -> int:
        """How many functions are imported: they have the first indices."""
        reader = self._section(_IMPORT)
        found = 0
        for _ in range(reader.number()):
            reader.bytes()
            reader.bytes()
            kind = reader.byte()
            if kind == _FUNCTION:
                reader.number()
                found += 1
            elif kind == _TABLE:
                _skip_type(reader)
                _skip_limits(reader)
            elif kind == _MEMORY:
                _skip_limits(reader)
            elif kind == _GLOBAL:
                _skip_type(reader)
                reader.byte()
            elif kind == _TAG:
                reader.byte()
                reader.number()
            else:
                raise Corrupt(f"an import of a WebAssembly module is of no known kind ({kind})")
        return found

    @cached_property
    def bodies(self) -> List[Tuple[int, int]]:
        """[start, end) of the code of each function that is not imported: what V8 calls its code offset."""
        section = next((each for each in self.sections if each.id == _CODE), None)
        if section is None:
            return []
        found: List[Tuple[int, int]] = []
        at = section.start
        count, at = self._number(at, section.end)
        if count > section.end - section.start:
            raise Corrupt(f"the code section of a WebAssembly module claims {count} functions")
        for _ in range(count):
            size, start = self._number(at, section.end)
            at = start + size
            if at > section.end:
                raise Corrupt("the last function of a WebAssembly module is longer than its section")
            found.append((start, at))
        return found

    def _number(self, at: int, end: int) -> Tuple[int, int]:
        """A number in the module and where it ends."""
        reader = Reader(self._read(at, min(at + 10, end)))
        return reader.number(), at + reader.at

    def body(self, index: int) -> Tuple[int, int]:
        """[start, end) of the code of the function with an index. Raises NotFound where the module has none."""
        number = index - self.imported_functions
        if not 0 <= number < len(self.bodies):
            raise NotFound(f"the WebAssembly module has no code for function {index}")
        return self.bodies[number]

    def calls_import(self, at: int) -> bool:
        """Is the instruction at a byte of the module a call of an imported function?"""
        reader = Reader(self._read(at, min(at + 11, self.size)))
        return reader.byte() == _CALL and reader.number() < self.imported_functions

    # -- names -------------------------------------------------------------------------------

    @cached_property
    def names(self) -> Dict[int, str]:
        """Function names of the name section, as far as it can be read; the first valid one of a function counts."""
        found: Dict[int, str] = {}
        for section in self.sections:
            if section.id != _CUSTOM:
                continue
            reader = Reader(self._read(section.start, section.end))
            try:
                if reader.bytes() == b"name":
                    for index, name in _function_names(reader):
                        found.setdefault(index, name)
                    break
            except Corrupt:  # not checked when a module is compiled: V8 keeps what came before, too
                break
        return found

    @cached_property
    def export_names(self) -> Dict[int, str]:
        """The first name under which each function is exported."""
        reader = self._section(_EXPORT)
        found: Dict[int, str] = {}
        for _ in range(reader.number()):
            name, kind, index = reader.bytes(), reader.byte(), reader.number()
            if kind == _FUNCTION:
                found.setdefault(index, name.decode("utf-8", "replace"))
        return found


def _function_names(reader: Reader) -> Iterator[Tuple[int, str]]:
    while reader.more:
        kind = reader.byte()
        payload = Reader(reader.bytes())
        if kind != _FUNCTION_NAMES:
            continue
        for _ in range(payload.number()):
            index, name = payload.number(), payload.bytes()
            try:
                yield index, name.decode("utf-8")
            except UnicodeDecodeError:
                continue


def _skip_type(reader: Reader) -> None:
    if reader.byte() in _TYPED_REFERENCES:
        reader.number()


def _skip_limits(reader: Reader) -> None:
    flags = reader.byte()
    reader.number()
    if flags & _HAS_MAXIMUM:
        reader.number()
    if flags & _HAS_PAGE_SIZE:
        reader.number()
