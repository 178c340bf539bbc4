"""The ELF files that a target has mapped: which they are, where, and their symbols.

Every host takes its symbols from here where the files can be read, so that the same
target gives the same names in gdb, in lldb and without a debugger.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Callable, Iterator, NamedTuple, Optional

from .demangle import demangle
from .elf_file import NT_GNU_BUILD_ID, PT_LOAD, PT_NOTE, ElfFile, notes
from .errors import Corrupt, Error, NotFound
from .process import PAGE, Symbol

Reader = Callable[[int, int], bytes]  # address, size -> as much as exists


class Mapping(NamedTuple):
    """A mapped piece of a file, as NT_FILE and /proc/PID/maps give it."""

    start: int
    end: int
    offset: int
    path: str  # in the target


@dataclass
class Module:
    """A mapped ELF file; `file` is its copy on this machine, None where there is no fitting one."""

    path: str  # in the target
    mappings: list[Mapping]
    file: Optional[ElfFile] = None
    bias: int = 0
    build_id: str = ""  # of what is mapped, "" where the memory does not tell
    why_not: str = ""  # why there is no file

    @property
    def start(self) -> int:
        return self.mappings[0].start

    @property
    def end(self) -> int:
        return self.mappings[-1].end

    def read_only(self) -> Iterator[tuple[int, int, int]]:
        """(start, end, offset in the file) of mapped ranges that the program cannot have changed."""
        if self.file is None:
            return
        for mapping in self.mappings:
            for segment in self.file.segments:
                if segment.type != PT_LOAD or segment.flags & 2:
                    continue
                # a page is mapped whole: what the file has before and after the segment is there too
                low = max(segment.offset & -PAGE, mapping.offset)
                high = min(-(-(segment.offset + segment.filesz) // PAGE) * PAGE, self.file.size)
                high = min(high, mapping.offset + mapping.end - mapping.start)
                start = mapping.start + low - mapping.offset
                if low < high and start - self.bias == (segment.vaddr & -PAGE) + low - (segment.offset & -PAGE):
                    yield start, start + high - low, low


def build_id_in_memory(read: Reader, base: int) -> str:
    """The build-id of the ELF image mapped at `base`, "" where its first page does not tell."""
    page = read(base, PAGE)
    try:
        image = ElfFile("memory", page)
    except Error:
        return ""
    for segment in image.segments:
        if segment.type == PT_NOTE:
            for owner, kind, contents in notes(read(base + segment.offset, segment.filesz)):
                if owner == "GNU" and kind == NT_GNU_BUILD_ID:
                    return contents.hex()
    return ""


class Modules:
    """The ELF files of one target.

    `locate` gives the places on this machine where a file of the target may be; `main` is an
    address inside the main executable, and `executable` the file that the user named for it.
    Raises Error where that is not the file which the process ran."""

    def __init__(
        self,
        mappings: list[Mapping],
        read: Reader,
        executable: str = "",
        main: int = 0,
        vdso: int = 0,
        locate: Callable[[str], list[str]] = lambda path: [path],
        newest: float = float("inf"),
    ) -> None:
        self._read = read
        self._newest = newest  # a file changed after this moment is not what was mapped
        self.all: list[Module] = []
        self.main: Optional[Module] = None
        self._warnings: list[str] = []
        for module in self._group(mappings):
            is_main = any(m.start <= main < m.end for m in module.mappings)
            if is_main:
                self.main = module
            named = bool(is_main and executable)
            self._open(module, [executable] if named else locate(module.path), named)
        if self.main is None and executable:
            self.main = self._main_without_mappings(executable, main)
        if vdso:
            self._add_vdso(vdso)
        self.all.sort(key=lambda module: module.start)
        self._starts = [module.start for module in self.all]

    def _group(self, mappings: list[Mapping]) -> list[Module]:
        """One module for each ELF file: its mapping of offset 0 and those after it."""
        open_modules: dict[str, Module] = {}
        for mapping in sorted(mappings):
            if not mapping.path.startswith("/") or mapping.path.startswith(("/dev/", "/memfd:", "/SYSV")):
                continue
            if mapping.offset == 0:
                magic = self._read(mapping.start, 4)
                if magic and magic != b"\x7fELF":
                    continue
                if mapping.path in open_modules and not magic:
                    continue
                open_modules[mapping.path] = module = Module(mapping.path, [mapping])
                self.all.append(module)
            elif mapping.path in open_modules:
                open_modules[mapping.path].mappings.append(mapping)
        return list(self.all)

    def _open(self, module: Module, places: list[str], named: bool) -> None:
        module.build_id = build_id_in_memory(self._read, module.start)
        for place in places:
            try:
                file = ElfFile(place)
            except (NotFound, Corrupt) as error:
                if named:
                    raise
                why = "it is not on this machine" if isinstance(error, NotFound) else str(error)
                module.why_not = module.why_not or why
                continue
            if module.build_id and file.build_id != module.build_id:
                theirs = f"the process ran build-id {module.build_id}, {place} has {file.build_id or 'none'}"
                if named:
                    raise Error(
                        f"wrong executable: {theirs}",
                        f"give the file that the process ran; it was {module.path} on its machine",
                    )
                module.why_not = theirs
                continue
            if not module.build_id:
                if not named and os.stat(place).st_mtime > self._newest:
                    module.why_not = f"{place} was changed after the core was written"
                    continue
                self._warnings.append(f"{place} may not be what the process ran: its memory shows no build-id")
            bias = file.bias(module.start, module.mappings[0].offset)
            if bias is None:
                module.why_not = f"{place} has nothing to map"
                continue
            module.file, module.bias, module.why_not = file, bias, ""
            return

    def _main_without_mappings(self, executable: str, main: int) -> Optional[Module]:
        """The main executable in a target that does not list its files; `main` is where its program headers are."""
        file = ElfFile(executable)
        loads = [s for s in file.segments if s.type == PT_LOAD]
        if not loads:
            return None
        first = loads[0].vaddr & -PAGE
        bias = (main & -PAGE) - first if main and file.type == 3 else 0
        mappings = []
        for segment in loads:
            low, high = bias + (segment.vaddr & -PAGE), bias + -(-(segment.vaddr + segment.filesz) // PAGE) * PAGE
            mappings.append(Mapping(low, high, segment.offset & -PAGE, executable))
        found = build_id_in_memory(self._read, bias + first)
        if found and found != file.build_id:
            theirs = f"the process ran build-id {found}, {executable} has {file.build_id or 'none'}"
            raise Error(f"wrong executable: {theirs}", "give the file that the process ran")
        module = Module(executable, mappings, file, bias, found)
        self.all.append(module)
        return module

    def _add_vdso(self, base: int) -> None:
        image = b""
        while len(image) < 16 * PAGE:
            page = self._read(base + len(image), PAGE)
            image += page
            if len(page) < PAGE:
                break
        try:
            file = ElfFile("[vdso]", image)
        except Error:
            return
        mapping = Mapping(base, base + len(image), 0, "[vdso]")
        self.all.append(Module("[vdso]", [mapping], file, file.bias(base, 0) or 0, file.build_id))

    # -- asking ------------------------------------------------------------------------

    def at(self, address: int) -> Optional[Module]:
        """The module that covers `address`, or None."""
        number = bisect_right(self._starts, address) - 1
        if number >= 0 and address < self.all[number].end:
            return self.all[number]
        return None

    @cached_property
    def _search_order(self) -> list[Module]:
        first = [self.main] if self.main else []
        return first + [module for module in self.all if module is not self.main]

    def symbols(self, prefix: str) -> dict[str, int]:
        """Name -> address of every symbol that starts with `prefix`, of the main executable first.

        A thread-local symbol's value is its offset in the module's block, as in the file."""
        found: dict[str, int] = {}
        for module in self._search_order:
            if module.file is not None:
                thread_local = module.file.thread_local_names if module.bias else frozenset()
                for name, value in module.file.symbols(prefix).items():
                    found.setdefault(name, value if name in thread_local else value + module.bias)
        return found

    def symbolize(self, address: int) -> Optional[Symbol]:
        """The function that covers `address`, or None."""
        module = self.at(address)
        if module is None or module.file is None:
            return None
        function = module.file.function(address - module.bias)
        if function is None:
            return None
        start = function.start + module.bias
        return Symbol(demangle(function.name), start, address - start, function.name)

    def warnings(self) -> list[str]:
        """What is missing: files that are not here, or not those that the process ran."""
        missing = [m for m in self.all if m.file is None]
        said = list(self._warnings)
        if self.main is not None and self.main.file is None:
            said.append(f"no executable: {self.main.path}: {self.main.why_not}; name it with -e")
            missing.remove(self.main)
        if missing:
            said.append("no symbols of " + "; ".join(f"{m.path}: {m.why_not}" for m in missing))
        return said
