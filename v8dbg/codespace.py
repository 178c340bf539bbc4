"""What kind of code lies at an address: native, a builtin of V8, or compiled while the program ran."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

from .builtins import Builtin, Builtins, by_symbols, end_of
from .errors import Corrupt, Error, Fault, NotFound
from .heap_pages import find_page, page_size
from .instructions import is_call
from .isolate import find_isolates
from .jit import CompiledCode, compiled_code
from .mapped import MappedModules
from .nameless import by_isolate
from .objects import HEAP_TAG, TAG_MASK
from .process import PAGE, Process, Region
from .session import PerSession, Session

NATIVE, BUILTIN, JIT, GENERATED, NOTHING = "native", "builtin", "jit", "generated", "nothing"
_FURTHEST = 1 << 22  # bytes that a Code object may begin before one of its instructions
# push rbp; mov rbp, rsp; push a frame marker, or rsi, the context
_PROLOGUES = (bytes.fromhex("554889e56a"), bytes.fromhex("554889e556"))
# xor r12d, r12d or mov r12d, a function's number; call: how Liftoff's code has its frame built (CallFrameSetupStub in
# src/wasm/baseline/x64/liftoff-assembler-x64-inl.h)
_LIFTOFF = re.compile(rb"(?:\x45[\x31\x33]\xe4|\x41\xbc.{4})\xe8.{4}", re.DOTALL)
_FAR_JUMP = bytes.fromhex("ff25")  # jmp [rip + disp32]: a slot of WebAssembly's table of jumps to builtins
_LONGEST_START = 11  # bytes of _PROLOGUES and _LIFTOFF
_SEARCH = 1 << 18  # bytes read at once while going back to the beginning of a Code object


class Place(NamedTuple):
    """What holds one instruction. `kind`: native, builtin, jit (a Code object is known), generated (executable
    memory of no file in which no Code object was found: WebAssembly), nothing (not executable)."""

    kind: str
    builtin: Optional[Builtin] = None
    code: Optional[CompiledCode] = None

    @property
    def is_v8(self) -> bool:
        return self.kind in (BUILTIN, JIT, GENERATED)


class CodeSpace:
    """The code of one process. Remembers what it found until the target runs; see `code_space`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.process: Process = session.process
        self.mapped = MappedModules(session.process)
        self.builtins = Builtins(session.process, *self._named())
        self.builtins.find_copies(self.mapped.regions)
        self._places: Dict[int, Place] = {}
        self._ranges: List[Tuple[int, int, CompiledCode]] = []  # of Code objects that were found, by start
        self._starts: List[int] = []
        self._maps: Set[int] = set()  # map words of objects with instructions

    def _named(self) -> Tuple[Dict[int, str], int]:
        """Start -> name of the builtins, and where they end; asked anew only when modules have come or gone."""
        modules = {(region.path, region.start) for region in self.mapped.regions if region.path and not region.offset}
        known, named, end = _named.get(self.session, (None, {}, 0))
        if known != modules or not named:
            named = by_symbols(self.process) or self._without_symbols()
            end = end_of(self.process, sorted(named))
            _named[self.session] = modules, named, end
        return named, end

    def _without_symbols(self) -> Dict[int, str]:
        for isolate in find_isolates(self.session):
            named = by_isolate(self.session, isolate, self.mapped)
            if named:
                return named
        return {}

    def at(self, pc: int) -> Place:
        """What holds the instruction at `pc`."""
        found = self._places.get(pc)
        if found is None:
            found = self._places[pc] = self._look(pc)
        return found

    def is_v8(self, pc: int) -> bool:
        """Is `pc` in code that V8 generated? Cheaper than `at`."""
        if self.builtins.at(pc) is not None:
            return True
        region = self.mapped.region(pc)
        return region is not None and not region.path and "x" in region.flags and self.mapped.of(pc) is None

    def is_return(self, pc: int) -> bool:
        """Is `pc` in code, behind a call instruction?"""
        if pc < PAGE or self.at(pc).kind == NOTHING:
            return False
        code = self.process.read_some(pc - 7, 7)
        return len(code) == 7 and is_call(code)

    def function_start(self, pc: int) -> Tuple[int, bool]:
        """Where generated code that no Code object describes probably begins, and whether it calls a builtin first
        that builds its frame; otherwise that is the nearest building of a frame.

        Raises NotFound."""
        region = self.mapped.region(pc)
        low = max(region.start if region is not None else 0, pc - _FURTHEST)
        end = pc + _LONGEST_START
        while end > low + _LONGEST_START:
            begin = max(low, end - PAGE)
            data = self.process.read_some(begin, end - begin)
            built = max(data.rfind(prologue, 0, pc - begin + len(prologue)) for prologue in _PROLOGUES)
            calls = [match for match in _LIFTOFF.finditer(data, built + 1) if begin + match.start() <= pc]
            found = next((match for match in reversed(calls) if self._calls_prologue(begin, match)), None)
            if found is not None:
                return begin + found.start(), True
            if built >= 0:
                return begin + built, False
            end = begin + _LONGEST_START
        raise NotFound(f"no beginning of a function was found before {pc:#x}")

    def _calls_prologue(self, begin: int, match: "re.Match[bytes]") -> bool:
        after = begin + match.end()
        target = self.builtin_jumped_to(after + int.from_bytes(match[0][-4:], "little", signed=True))
        return target is not None and target.is_prologue

    def builtin_jumped_to(self, pc: int) -> Optional[Builtin]:
        """The builtin that the instruction at `pc` jumps to, if it is a slot of WebAssembly's table of such jumps."""
        jump = self.process.read_some(pc, 6)
        if len(jump) < 6 or not jump.startswith(_FAR_JUMP):
            return None
        slot = pc + 6 + int.from_bytes(jump[2:], "little", signed=True)
        return self.at(self.process.u64(slot)).builtin if self.process.readable(slot, 8) else None

    def _look(self, pc: int) -> Place:
        builtin = self.builtins.at(pc)
        if builtin is not None:
            return Place(BUILTIN, builtin)
        region = self.mapped.region(pc)
        if region is None:
            return Place(NOTHING)
        if "x" not in region.flags:
            code = self._code(pc, region) if self._is_code_page(pc, region) else None
            return Place(JIT, None, code) if code is not None else Place(NOTHING)
        if region.path or self.mapped.of(pc) is not None:
            return Place(NATIVE)
        builtin = self.builtins.in_copy(pc, region)
        if builtin is not None:
            return Place(BUILTIN, builtin)
        code = self._code(pc, region)
        return Place(JIT, None, code) if code is not None else Place(GENERATED)

    def _is_code_page(self, pc: int, region: Region) -> bool:
        """While it moves objects, V8 before 12 takes the right to execute from its pages of code."""
        layout = self.session.layout
        if region.path or "w" not in region.flags or not layout.has("MemoryChunk.flags", "is_executable"):
            return False
        page = find_page(self.session, pc & -page_size(self.session))
        return page is not None and bool(layout.bits("MemoryChunk.flags", "is_executable").of(page.flags))

    # -- Code objects ----------------------------------------------------------------------

    def _code(self, pc: int, region: Region) -> Optional[CompiledCode]:
        number = bisect_right(self._starts, pc) - 1
        known = self._ranges[number] if number >= 0 and pc < self._ranges[number][1] else None
        # What is known may be a dead object, over whose instructions others lie by now: the nearest one counts
        low = known[0] if known is not None else max(region.start, pc - _FURTHEST)
        end = pc & -8
        while end > low:
            begin = max(low, end - _SEARCH)
            code = self._last_before(begin, end, pc)
            if code is not None:
                return code
            end = begin
        return known[2] if known is not None else None

    def _last_before(self, begin: int, end: int, pc: int) -> Optional[CompiledCode]:
        """The code that holds `pc` and whose object begins in [begin, end), found by the word of its map."""
        data = self.process.read_some(begin, end - begin)
        for word in self._maps or self._find_maps(data):
            pattern = word.to_bytes(8, "little")
            at = data.rfind(pattern)
            while at >= 0:
                if at % 8 == 0:
                    code = self._holds(begin + at, pc)
                    if code is not None:
                        return code
                at = data.rfind(pattern, 0, at + 7)
        return None

    def _find_maps(self, data: bytes) -> Set[int]:
        """Words of `data` that are the map of objects with instructions: Code, since V8 11 InstructionStream."""
        layout = self.session.layout
        wanted = layout.type("INSTRUCTION_STREAM_TYPE" if layout.has("INSTRUCTION_STREAM_TYPE") else "CODE_TYPE")
        for word in set(memoryview(data[: len(data) // 8 * 8]).cast("Q")):
            if word & TAG_MASK == HEAP_TAG and 1 << 16 < word < 1 << 47:
                try:
                    self.session.class_of_map(word)
                    if self.session.instance_type(word) == wanted:
                        self._maps.add(word)
                except (Fault, Corrupt):
                    continue
        return self._maps

    def _holds(self, address: int, pc: int) -> Optional[CompiledCode]:
        """The code whose object with instructions begins at `address`, if it holds `pc`."""
        try:
            code = compiled_code(self.session, address + HEAP_TAG)
            start, end = code.start, code.end
        except Error:
            return None
        if not start <= pc <= end or start - address > PAGE:  # a return address may be the end
            return None
        number = bisect_right(self._starts, start)
        self._starts.insert(number, start)
        self._ranges.insert(number, (start, end, code))
        return code


_spaces: PerSession[Tuple[int, CodeSpace]] = PerSession()
_named: PerSession[Tuple[Set[Tuple[str, int]], Dict[int, str], int]] = PerSession()


def code_space(session: Session) -> CodeSpace:
    """The code space of a session, the same one until the target runs."""
    epoch, space = _spaces.get(session, (-1, None))
    if space is None or epoch != session.process.epoch:
        space = CodeSpace(session)
        _spaces[session] = session.process.epoch, space
    return space


def code_at(session: Session, pc: int) -> Tuple[CompiledCode, str]:
    """The code compiled at run time that holds `pc`, and its CodeKind. Raises NotFound for other addresses."""
    place = code_space(session).at(pc)
    if place.code is None:
        raise NotFound(f"no code that was compiled at run time lies at {pc:#x} ({place.kind})")
    return place.code, place.code.kind
