"""Code of WebAssembly, as V8 keeps it in objects of C++, which no symbol describes.

Those whose layout changes with every build (NativeModule) are searched for what they must hold, and
everything found is checked: the module's bytes begin with their magic number, code points back to its module.

src/wasm/wasm-code-manager.h, src/codegen/source-position.h.
"""

from __future__ import annotations

import struct
from functools import cached_property
from typing import Dict, Iterator, List, Tuple

from . import limits
from .asmjs import AsmPosition, find_positions, pointers, words
from .errors import Corrupt, Fault, NotFound
from .positions import Entry, entries
from .process import PAGE
from .session import Session
from .wasm_bytes import MAGIC, WireBytes

_NATIVE_MODULE_WORDS = 128  # how far is searched: no V8 has a larger one
# a std::map of libstdc++: in its head the root, leftmost and rightmost node, and their number;
# in a node the parent, the nodes with smaller and greater keys, the key and the value
_ROOT, _COUNT = 1, 4  # words
_PARENT, _SMALLER, _GREATER, _KEY, _MAPPED = 8, 16, 24, 32, 40  # bytes
_MAP_DEPTH = 128


class NativeModule:
    """wasm::NativeModule: the code of one module and the bytes that it was made of."""

    def __init__(self, session: Session, address: int) -> None:
        self.session, self.process, self.address = session, session.process, address
        self._words = words(self.process, address, _NATIVE_MODULE_WORDS)
        self._codes: Dict[int, WasmCode] = {}  # by address
        self._found: Dict[int, WasmCode] = {}  # by instruction

    def _pointers(self) -> Iterator[Tuple[int, int]]:
        """(number of the word, address) of the fields that may be pointers to C++ objects."""
        return pointers(self._words)

    @cached_property
    def wire_bytes(self) -> WireBytes:
        """The module's bytes: a pointer of the NativeModule leads to their address and size."""
        for _, pointer in self._pointers():
            try:
                address, size = self.process.words(pointer, 2)
                if len(MAGIC) < size <= limits.MAX_WASM_MODULE and self.process.read(address, len(MAGIC)) == MAGIC:
                    return WireBytes(self.process, address, size)
            except Fault:
                continue
        raise NotFound(f"no bytes of a WebAssembly module were found at the NativeModule {self.address:#x}")

    @cached_property
    def asm_js_positions(self) -> Dict[int, AsmPosition]:
        """Positions in the script by byte of the module, of asm.js. Raises NotFound."""
        for _, module in self._pointers():  # one of them is the WasmModule
            found = find_positions(self.process, module, self.wire_bytes.bodies)
            if found is not None:
                return found
        raise NotFound(f"no table of asm.js positions was found at the NativeModule {self.address:#x}")

    def code_at(self, pc: int) -> WasmCode:
        """The code that holds an instruction. Raises NotFound."""
        if pc in self._found:
            return self._found[pc]
        for source in (self._in_maps(pc), self._in_arrays()):
            for code in source:
                if pc in code:
                    self._found[pc] = code
                    return code
        raise NotFound(f"no code of the NativeModule {self.address:#x} holds {pc:#x}")

    def _in_maps(self, pc: int) -> Iterator[WasmCode]:
        """What the std::maps from first instructions to code have for `pc`."""
        read = self.process.u64
        for number, root in self._pointers():
            head = self.address + 8 * (number - _ROOT)
            if number - _ROOT + _COUNT >= len(self._words) or not self._words[number - _ROOT + _COUNT]:
                continue
            try:
                if read(root + _PARENT) != head:
                    continue
                node, found = root, 0
                for _ in range(_MAP_DEPTH):
                    if not node:
                        break
                    if read(node + _KEY) <= pc:
                        node, found = read(node + _GREATER), node
                    else:
                        node = read(node + _SMALLER)
                if found:
                    yield self._code(read(found + _MAPPED))
            except (Fault, Corrupt):  # another kind of map
                continue

    def _in_arrays(self) -> Iterator[WasmCode]:
        """The code in arrays: the table with one entry a function, empty until it is compiled, and vectors.

        A vector also holds what was compiled before, and has no empty entries."""
        functions = min(len(self.wire_bytes.bodies), limits.MAX_WASM_FUNCTIONS)
        for place, pointer in self._pointers():
            end = self._words[place + 1] if place + 1 < len(self._words) else 0  # of a vector
            size = max(functions, min((end - pointer) // 8, limits.MAX_WASM_FUNCTIONS))
            for number in range(size):
                try:
                    word = self.process.u64(pointer + 8 * number)
                    if word:
                        yield self._code(word)
                    elif number >= functions:
                        break
                except (Fault, Corrupt):
                    break

    def _code(self, address: int) -> WasmCode:
        if address in self._codes:
            return self._codes[address]
        if not PAGE <= address < 1 << 47 or address & 7:
            raise Corrupt(f"{address:#x} is no WasmCode")
        code = WasmCode(self.session, address)
        if code.native_module != self.address:
            raise Corrupt(f"{address:#x} is no WasmCode of the NativeModule {self.address:#x}")
        self._codes[address] = code
        return code


class WasmCode:
    """wasm::WasmCode: one function, compiled once. Liftoff's and TurboFan's look the same."""

    def __init__(self, session: Session, address: int) -> None:
        self.session, self.process, self.address = session, session.process, address

    def __contains__(self, pc: int) -> bool:
        return self.start <= pc < self.start + self._int("instructions_size")

    def _place(self, field: str) -> int:
        return self.address + self.session.layout.offset("WasmCode", field)

    def _int(self, field: str) -> int:
        return self.process.i32(self._place(field))

    @property
    def native_module(self) -> int:
        return self.process.u64(self._place("native_module"))

    @property
    def start(self) -> int:
        """Address of the first instruction."""
        return self.process.u64(self._place("instructions"))

    @property
    def index(self) -> int:
        """Index of the function in its module. Raises NotFound for code that is none, such as wrappers."""
        found = self._int("index")
        if found < 0:
            raise NotFound(f"the WasmCode at {self.address:#x} is no function")
        return found

    def _metadata(self, before: Tuple[str, ...], field: str) -> bytes:
        """One of the byte vectors that follow one another, after those of `before`."""
        sizes = [self._int(name) for name in (*before, field)]
        if any(not 0 <= size <= limits.MAX_SOURCE_POSITIONS for size in sizes):
            raise Corrupt(f"the WasmCode at {self.address:#x} claims tables of {sizes} bytes")
        return self.process.read(self.process.u64(self._place("meta_data")) + sum(sizes[:-1]), sizes[-1])

    @cached_property
    def positions(self) -> List[Entry]:
        """The source positions: of instructions, bytes from the start of the function's code."""
        if self.session.layout.has("WasmCode", "meta_data"):
            table = self._metadata(("protected_instructions_size", "reloc_info_size"), "source_positions_size")
        else:
            size = self._int("source_positions_size")
            if not 0 <= size <= limits.MAX_SOURCE_POSITIONS:
                raise Corrupt(f"the WasmCode at {self.address:#x} claims {size} bytes of source positions")
            table = self.process.read(self.process.u64(self._place("source_positions")), size)
        return list(entries(table, self.session.layout))

    @cached_property
    def inlining_positions(self) -> List[Tuple[int, bool, int]]:
        """(function, was it a tail call, position of the call) of each call that was inlined."""
        layout, group = self.session.layout, "WasmInliningPosition"
        if not layout.has(group, "size"):
            return []
        before = ("protected_instructions_size", "reloc_info_size", "source_positions_size")
        data, size = self._metadata(before, "inlining_positions_size"), layout.constant(group, "size")
        if len(data) % size:
            raise Corrupt(f"the WasmCode at {self.address:#x} has {len(data)} bytes of inlining positions")
        form = "<i?q" if layout.has(group, "tail_call") else "<iq"
        rows = list(struct.iter_unpack(form, data))
        return [(row[0], row[1] if len(row) == 3 else False, row[-1]) for row in rows]

    def stack(self, pc: int, live: bool) -> Iterator[Tuple[int, int]]:
        """(function, byte of its code) of all that `pc` belongs to, innermost first.

        Raises Corrupt and NotFound."""
        offset = pc - self.start + (1 if live else 0)
        here = Entry(0, 1 << 1, False)  # before the first position: the function's first byte
        for entry in self.positions:
            if entry.code_offset >= offset:
                break
            here = entry
        tail_call = False
        for _ in range(limits.MAX_INLINE_DEPTH):
            if here.inlining_id < 0:
                if not tail_call:
                    yield self.index, here.script_offset
                return
            if here.inlining_id >= len(self.inlining_positions):
                raise Corrupt(f"the WasmCode at {self.address:#x} has no inlining position {here.inlining_id}")
            function, is_tail_call, caller = self.inlining_positions[here.inlining_id]
            if not tail_call:
                yield function, here.script_offset
            here, tail_call = Entry(here.code_offset, caller, False), is_tail_call
        raise Corrupt(f"the inlining positions of the WasmCode at {self.address:#x} go round in a circle")
