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
from .elf_file import NT_GNU_BUILD_ID, PT_LOAD, PT_NOTE, ElfFile, Segment, notes, opened
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
    is_elf: bool = True

    @property
    def start(self) -> int:
        return self.mappings[0].start

    def read_only(self) -> Iterator[tuple[int, int, int]]:
        """(start, end, offset in the file) of mapped ranges that the program cannot have changed."""
        if self.file is None:
            return
        for mapping in self.mappings:
            away = self._away(mapping)
            for segment in self.file.segments:
                if segment.type != PT_LOAD or segment.flags & 2 or away is None:
                    continue
                # a page is mapped whole: what the file has before and after the segment is there too
                first = (segment.vaddr & -PAGE) + self.bias
                offset = segment.offset & -PAGE
                size = min(_page_end(segment), self.file.size) - offset
                low, high = max(mapping.start - away, first), min(mapping.end - away, first + size)
                if low < high:
                    yield low + away, high + away, offset + low - first

    def file_address(self, mapping: Mapping, address: int) -> Optional[int]:
        """The address in the file of what is mapped at `address`, or None."""
        away = self._away(mapping)
        if away is None:
            return None
        home = address - away
        return home - self.bias if any(self._holds(segment, home) for segment in self._segments()) else None

    def _away(self, mapping: Mapping) -> Optional[int]:
        """How far a mapping is from the place that the program headers give what it maps; None: it is of no segment.

        V8 maps the pages of its builtins once more near its code. The offsets of the mappings are not looked up in
        the file: this copy may be stripped, with the same addresses and other offsets."""
        segments = self._segments()
        if any(self._holds(s, mapping.start) or mapping.start <= s.vaddr + self.bias < mapping.end for s in segments):
            return 0
        for other in self.mappings:
            inside = other.offset <= mapping.offset < other.offset + other.end - other.start
            if inside and other is not mapping and any(self._holds(s, other.start) for s in segments):
                return mapping.start - mapping.offset - (other.start - other.offset)
        return None

    def _segments(self) -> list[Segment]:
        return [] if self.file is None else [s for s in self.file.segments if s.type == PT_LOAD]

    def _holds(self, segment: Segment, address: int) -> bool:
        first = (segment.vaddr & -PAGE) + self.bias
        return first <= address < first + _page_end(segment) - (segment.offset & -PAGE)


def _page_end(segment: Segment) -> int:
    """Offset in the file of the end of the last page of a segment."""
    return -(-(segment.offset + segment.filesz) // PAGE) * PAGE


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
        self.main: Optional[Module] = None
        self._found: dict[str, dict[str, int]] = {}  # symbols by prefix
        self._warnings: list[str] = []
        self.all = self._group(mappings)
        for module in self.all:
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
        self._places = sorted(((m, module) for module in self.all for m in module.mappings), key=lambda place: place[0])
        self._starts = [mapping.start for mapping, _ in self._places]

    def _group(self, mappings: list[Mapping]) -> list[Module]:
        """One module for each mapped ELF file: its mapping of offset 0 and its others."""
        by_path: dict[str, list[Module]] = {}
        others = []
        for mapping in sorted(mappings):
            if not mapping.path.startswith("/") or mapping.path.startswith(("/dev/", "/memfd:", "/SYSV")):
                continue
            magic = self._read(mapping.start, 4) if mapping.offset == 0 else b""
            first = mapping.offset == 0 and (magic == b"\x7fELF" or not magic and mapping.path not in by_path)
            if first:
                by_path.setdefault(mapping.path, []).append(Module(mapping.path, [mapping]))
            elif not magic:
                others.append(mapping)
        for mapping in others:
            modules = by_path.get(mapping.path, [])
            below = [module for module in modules if module.start <= mapping.start]
            if modules:  # of a file that was loaded twice: to the one that begins last before it
                (below or modules)[-1 if below else 0].mappings.append(mapping)
        return [module for modules in by_path.values() for module in modules]

    def _open(self, module: Module, places: list[str], named: bool) -> None:
        module.build_id = build_id_in_memory(self._read, module.start)
        for place in places:
            try:
                file = opened(place)
            except (NotFound, Corrupt) as error:
                if named:
                    raise
                if isinstance(error, Corrupt) and not module.build_id:
                    module.is_elf = False  # a locale, a cache: its first page was not dumped, as an ELF file's is
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
            if not module.build_id and not self._begins_alike(module, file):
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

    def _begins_alike(self, module: Module, file: ElfFile) -> bool:
        """Is the first page of a file in memory? A single executable application has its program headers behind all
        else, where a core does not have them: no build-id can be found by them."""
        return self._read(module.start, PAGE) == file.data[:PAGE]

    def _main_without_mappings(self, executable: str, main: int) -> Optional[Module]:
        """The main executable in a target that does not list its files; `main` is where its program headers are."""
        file = opened(executable)
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

    def place(self, address: int) -> Optional[tuple[Mapping, Module]]:
        """The mapping that holds `address`, and its module; None where no ELF file is mapped there."""
        number = bisect_right(self._starts, address) - 1
        if number >= 0 and address < self._places[number][0].end:
            return self._places[number]
        return None

    @cached_property
    def _search_order(self) -> list[Module]:
        first = [self.main] if self.main else []
        return first + [module for module in self.all if module is not self.main]

    def symbols(self, prefix: str) -> dict[str, int]:
        """Name -> address of every symbol that starts with `prefix`, of the main executable first.

        A thread-local symbol's value is its offset in the module's block, as in the file."""
        if prefix in self._found:
            return self._found[prefix]
        found = self._found[prefix] = {}
        for module in self._search_order:
            if module.file is not None:
                thread_local = module.file.thread_local_names if module.bias else frozenset()
                for name, value in module.file.symbols(prefix).items():
                    found.setdefault(name, value if name in thread_local else value + module.bias)
        return found

    def symbolize(self, address: int) -> Optional[Symbol]:
        """The function that covers `address`, or None; in a second mapping of the same code too."""
        place = self.place(address)
        if place is None or place[1].file is None:
            return None
        inside = place[1].file_address(place[0], address)
        function = place[1].file.function(inside) if inside is not None else None
        if inside is None or function is None:
            return None
        offset = inside - function.start
        return Symbol(demangle(function.name), address - offset, offset, function.name)

    def warnings(self) -> list[str]:
        """What is missing: files that are not here, or not those that the process ran."""
        missing = [m for m in self.all if m.file is None and m.is_elf]
        said = list(self._warnings)
        if self.main is not None and self.main.file is None:
            said.append(f"no executable: {self.main.path}: {self.main.why_not}; name it with -e")
            missing.remove(self.main)
        if missing:
            said.append("no symbols of " + "; ".join(f"{m.path}: {m.why_not}" for m in missing))
        return said
