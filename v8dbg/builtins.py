"""Which builtin of V8 an address lies in: name, start, copies.

Builtins are compiled when V8 is built and embedded into the binary, all in one piece
(src/snapshot/embedded/). From V8 12 on each process copies that piece next to its own code
(CodeRange::RemapEmbeddedBuiltins in src/heap/code-range.cc), and runs the copy.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Dict, List, NamedTuple, Optional, Tuple

from .process import PAGE, Process, Region

PREFIX = "Builtins_"
_BLOB = "v8_Default_embedded_blob_"
_LAST_SIZE = 512  # bytes of the last builtin, a bytecode handler, where no symbol tells
_PROBE = 64  # bytes by which a page is first compared with the beginning of the embedded builtins

# Builtins that run in the frame of an interpreted function, and what ends a bytecode handler's name:
# Code::is_interpreter_trampoline_builtin and src/builtins/builtins-definitions.h
_INTERPRETER = (
    "InterpreterEntryTrampoline",
    "InterpreterEnterAtBytecode",
    "InterpreterEnterAtNextBytecode",
    "InterpreterEnterBytecodeAdvance",
    "InterpreterEnterBytecodeDispatch",
    "BaselineOrInterpreterEnterAtBytecode",
    "BaselineOrInterpreterEnterAtNextBytecode",
    "InterpreterEntryTrampolineForProfiling",
)
_BASELINE = ("BaselineLeaveFrame", "BaselineOutOfLinePrologue")
_PROLOGUES = ("BaselineOutOfLinePrologue", "WasmLiftoffFrameSetup")
# Where the deoptimizer goes on: they begin in a frame that it has built (src/builtins/x64/builtins-x64.cc)
# and what Sparkplug's code jumps to from its own frame
_LANDINGS = (
    "InterpreterEnterAt", "InterpreterEnterBytecode", "BaselineOrInterpreterEnterAt", "ContinueTo",
    "BaselineLeaveFrame",
)
_BARRIERS = ("RecordWrite", "EphemeronKeyBarrier", "IndirectPointerBarrier")
_ENTRIES = ("JSEntry", "JSConstructEntry", "JSRunMicrotasksEntry")


class Builtin(NamedTuple):
    """A builtin: its name in builtins-definitions.h, and the addresses where this copy of it lies."""

    name: str
    start: int
    end: int

    @property
    def is_bytecode_handler(self) -> bool:
        """Does it execute one bytecode of an interpreted function?"""
        return self.name.endswith("Handler") and not self.name.startswith("Handle")

    @property
    def runs_interpreter(self) -> bool:
        """Does it run in the frame of an interpreted function?"""
        return self.name in _INTERPRETER or self.is_bytecode_handler

    @property
    def runs_baseline(self) -> bool:
        """Does it run in the frame of a function that Sparkplug compiled?"""
        return self.name in _BASELINE

    @property
    def is_nameless(self) -> bool:
        """Is its name a number, as in a stripped binary?"""
        return self.name.startswith("builtin ")

    @property
    def is_prologue(self) -> bool:
        """Does it build the frame of the function that calls it, whose return address is above its own?"""
        return self.name in _PROLOGUES

    @property
    def is_landing(self) -> bool:
        """Does it begin in a whole frame of its own, without being called?"""
        return self.name.startswith(_LANDINGS)

    @property
    def is_barrier(self) -> bool:
        """Is it a write barrier, which saves all registers?"""
        return self.name.startswith(_BARRIERS)

    @property
    def is_deoptimization_entry(self) -> bool:
        """Is it what optimized code calls to be replaced by unoptimized code?"""
        return self.name.startswith("DeoptimizationEntry")

    @property
    def is_entry(self) -> bool:
        """Is it one that C++ calls to enter JavaScript?"""
        return self.name in _ENTRIES


def by_symbols(process: Process) -> Dict[int, str]:
    """Start -> name of every builtin, by the symbols of the binary; nothing where it was stripped."""
    named: Dict[int, str] = {}
    for symbol, address in process.symbols(PREFIX).items():
        named.setdefault(address, symbol[len(PREFIX) :])
    return named


class Builtins:
    """The builtins of a process, given as start -> name, and where the last one ends."""

    def __init__(self, process: Process, named: Dict[int, str], end: int) -> None:
        self._process = process
        self._starts: List[int] = sorted(named)
        self._names = [named[start] for start in self._starts]
        self.start = self._starts[0] if self._starts else 0
        self.end = end
        self._copies: List[Tuple[int, int]] = []  # (start, how far from the original), by start

    def at(self, pc: int) -> Optional[Builtin]:
        """The builtin that holds `pc`, in the binary or in a copy that was found; None elsewhere."""
        distance = 0
        if not self.start <= pc < self.end:
            for start, away in self._copies:
                if start <= pc < start + self.end - self.start:
                    distance = away
                    break
            else:
                return None
        number = bisect_right(self._starts, pc - distance) - 1
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self.end
        return Builtin(self._names[number], self._starts[number] + distance, end + distance)

    def address_of(self, name: str) -> int:
        """Where the binary has a builtin; 0 where it has none of that name."""
        for number, each in enumerate(self._names):
            if each == name:
                return self._starts[number]
        return 0

    def find_copies(self, regions: List[Region]) -> None:
        """Looks for second mappings of the part of the binary that the builtins are in: the usual way to copy them."""
        original = next((region for region in regions if self.start in region), None)
        if original is None or not original.path:
            return
        place = original.offset + self.start - original.start  # in the file
        for region in regions:
            inside = place - region.offset
            if region.path == original.path and region != original and 0 <= inside < region.end - region.start:
                if "x" in region.flags:
                    self._copies.append((region.start + inside, region.start + inside - self.start))

    def in_copy(self, pc: int, region: Region) -> Optional[Builtin]:
        """As `at`, searching the executable region of no file that holds `pc` for a copy first.

        Such a copy begins on a page, and is recognised by its bytes."""
        if not self.start:
            return None
        first = max(region.start, pc - (self.end - self.start)) & -PAGE
        original = self._process.read_some(self.start & -PAGE, _PROBE)
        here = self._process.read_some(pc & -16, 16)
        for page in range(pc & -PAGE, first - PAGE, -PAGE):
            if self._process.read_some(page, _PROBE) != original:
                continue
            away = page - (self.start & -PAGE)
            if self._process.read_some((pc & -16) - away, 16) == here:
                self._copies.append((page + self.start % PAGE, away))
                return self.at(pc)
        return None


def end_of(process: Process, starts: List[int]) -> int:
    """Where the embedded builtins end (EmbeddedFileWriter, src/snapshot/embedded/), by the symbols of their size."""
    if not starts:
        return 0
    symbols = process.symbols(_BLOB)
    if _BLOB + "code_size_" in symbols:
        return starts[0] + process.u32(symbols[_BLOB + "code_size_"])
    if _BLOB + "size_" in symbols and _BLOB + "data_" in symbols:  # V8 before 8.6: tables and code in one piece
        return symbols[_BLOB + "data_"] + process.u32(symbols[_BLOB + "size_"])
    return starts[-1] + _LAST_SIZE
