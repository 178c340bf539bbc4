"""What the processes of gdb and lldb have in common; imports neither.

A core is read from its file, as without a debugger: a debugger shows zeros, or nothing,
for bytes that do not exist, and is slower. Of a live process the code is read through the
debugger, which hides its breakpoints, and the data too where the kernel does not give them;
in both cases only where the process has readable memory.
"""

from __future__ import annotations

import os
import re
import struct
from bisect import bisect_right
from typing import BinaryIO, List, Literal, NamedTuple, Optional, Union

from . import commands
from .commands import _llnode
from .elf_core import ElfCore
from .elf_modules import Mapping, Modules
from .errors import Error
from .process import PAGE, Process, Region, Symbol, Thread, with_moved_text

# Bytes there are not the process's own or cannot be read from outside: Linux' arch/x86/entry/vdso
_UNREADABLE = ("[vvar]", "[vvar_vclock]", "[vsyscall]")
_MAPS_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) ([-r][-w][-x][-ps]) ([0-9a-f]+) \S+ \d+ *(.*)")
_AT_PHDR, _AT_SYSINFO_EHDR = 3, 33
_DELETED = " (deleted)"


class Shortcut(NamedTuple):
    """What stands under `v8`: the words to run, the command that answers, and what help says."""

    words: List[str]
    command: str
    doc: str


def v8_commands() -> dict[str, Shortcut]:
    """What stands under `v8`, by name: every command by its own, and by llnode's."""
    known = commands.names()
    found = {name: Shortcut([name], name, doc) for name, doc in known.items()}
    for name, command in _llnode.available(known).items():
        doc = f"{known[command]}\n\n{_llnode.explain(name)}"
        found[name] = Shortcut(["v8", *name.split()], command, doc)
    return found


def parse_maps(text: str) -> list[Region]:
    """The readable mappings of a /proc/PID/maps text."""
    found = []
    for line in text.splitlines():
        match = _MAPS_LINE.match(line)
        if match and match[3][0] == "r" and match[5] not in _UNREADABLE:
            # a backslash and digits stand for a newline in a path: fs/seq_file.c
            path = match[5].replace("\\012", "\n") if match[5].startswith("/") else ""
            flags = match[3][:3].replace("-", "")
            found.append(Region(int(match[1], 16), int(match[2], 16), flags, path, int(match[4], 16)))
    return found


class DebuggerProcess(Process):
    """A core or a live process in a debugger. Hosts supply the methods of the first group."""

    # -- what a debugger supplies ------------------------------------------------------

    def debugger_read(self, address: int, size: int) -> bytes:
        """Bytes of a live process, perhaps fewer; only asked for readable memory."""
        raise NotImplementedError

    def debugger_regions(self) -> list[Region]:
        """Mappings of a live process that is not on this machine."""
        raise NotImplementedError

    def debugger_threads(self) -> list[Thread]:
        """Threads with their registers, the selected one first; of a core without registers."""
        raise NotImplementedError

    def debugger_symbols(self, prefix: str) -> dict[str, int]:
        """The debugger's own lookup, where the executable's file cannot be read here."""
        raise NotImplementedError

    def debugger_symbolize(self, address: int) -> Optional[Symbol]:
        raise NotImplementedError

    def debugger_files(self) -> list[str]:
        """Paths on this machine of the files that the debugger has symbols of, the executable first."""
        raise NotImplementedError

    # -- what follows from it ------------------------------------------------------------

    def __init__(self, core_path: str = "", executable: str = "", pid: int = 0) -> None:
        """`core_path` of a core; else `pid` of a live process on this machine, 0 elsewhere."""
        super().__init__()
        self.core = ElfCore(core_path, executable, self._places) if core_path else None
        self.pid = pid
        self._named = executable
        self._memory: Union[None, Literal[False], BinaryIO] = None  # the kernel's view, False where it may not be read
        self._regions: list[Region] = []
        self._region_starts: list[int] = []
        self._regions_epoch: Optional[int] = None
        self._modules: Optional[Modules] = None
        self._modules_of: list[Mapping] = []

    def _places(self, path: str) -> list[str]:
        """Where on this machine a file of the target may be: by the debugger's knowledge."""
        base = os.path.basename(path)
        return [file for file in self.debugger_files() if os.path.basename(file) == base]

    def fetch(self, address: int, size: int) -> bytes:
        if self.core is not None:
            return self.core.fetch(address, size)
        return self._fetch_live(address, size)

    def read_into(self, address: int, buffer: memoryview) -> int:
        return self.core.read_into(address, buffer) if self.core is not None else super().read_into(address, buffer)

    def _fetch_live(self, address: int, size: int) -> bytes:
        regions = self.regions()
        number = bisect_right(self._region_starts, address) - 1
        if number < 0 or address >= regions[number].end:
            return b""
        end, code = regions[number].end, "x" in regions[number].flags
        while end < address + size and number + 1 < len(regions) and regions[number + 1].start == end:
            number += 1
            end, code = regions[number].end, code or "x" in regions[number].flags
        size = min(size, end - address)
        data = b"" if code else self._kernel_read(address, size)
        data = data or self.debugger_read(address, size)
        while len(data) < size:  # page by page up to the first that cannot be read after all
            at = address + len(data)
            part = self.debugger_read(at, min(PAGE - at % PAGE, size - len(data)))
            if not part:
                break
            data += part
        return data

    def _kernel_read(self, address: int, size: int) -> bytes:
        """Data as the kernel gives it, some ten times faster than a debugger; b"" where it does not.

        Not for code: there a debugger hides the breakpoints that it has put in."""
        if self._memory is None:
            try:
                self._memory = open(f"/proc/{self.pid}/mem", "rb", buffering=0) if self.pid else False
            except OSError:
                self._memory = False  # only the debugger may: kernel/yama
        if not self._memory:
            return b""
        try:
            return os.pread(self._memory.fileno(), size, address)
        except (OSError, OverflowError):
            return b""

    def regions(self) -> list[Region]:
        if self.core is not None:
            return self.core.regions()
        if self._regions_epoch != self.epoch:
            self._regions = with_moved_text(self._live_regions())
            self._region_starts = [region.start for region in self._regions]
            self._regions_epoch = self.epoch
        return self._regions

    def region(self, address: int) -> Optional[Region]:
        if self.core is not None:
            return self.core.region(address)
        regions = self.regions()
        number = bisect_right(self._region_starts, address) - 1
        return regions[number] if number >= 0 and address in regions[number] else None

    def _live_regions(self) -> list[Region]:
        if not self.pid:
            return self.debugger_regions()
        try:
            with open(f"/proc/{self.pid}/maps", encoding="utf-8", errors="surrogateescape") as file:
                return parse_maps(file.read())
        except OSError as error:
            raise Error(
                f"cannot read the memory map of process {self.pid}: {error.strerror}", "has it exited?"
            ) from None

    @property
    def modules(self) -> Modules:
        """The ELF files of the target."""
        if self.core is not None:
            return self.core.modules
        mappings = [Mapping(r.start, r.end, r.offset, r.path) for r in self.regions() if r.path]
        if self._modules is None or mappings != self._modules_of:
            vectors = self._auxiliary_vector()
            main, vdso = vectors.get(_AT_PHDR, 0), vectors.get(_AT_SYSINFO_EHDR, 0)
            self._modules = Modules(mappings, self._fetch_live, "", main, vdso, self._live_places)
            self._modules_of = mappings
        return self._modules

    def _live_places(self, path: str) -> list[str]:
        plain = path[: -len(_DELETED)] if path.endswith(_DELETED) else path
        if not self.pid:
            return [*self._places(path), plain]
        # the process may live in another file system, or its files may have been replaced
        places = [plain, f"/proc/{self.pid}/root{plain}"]
        if os.path.basename(path) == os.path.basename(self._exe_link()):
            places.append(f"/proc/{self.pid}/exe")
        return places + self._places(path)

    def _exe_link(self) -> str:
        try:
            return os.readlink(f"/proc/{self.pid}/exe")
        except OSError:
            return ""

    def _auxiliary_vector(self) -> dict[int, int]:
        if not self.pid:
            return self.debugger_auxiliary_vector()
        try:
            with open(f"/proc/{self.pid}/auxv", "rb") as file:
                data = file.read()
        except OSError:
            return {}
        return dict(struct.iter_unpack("<QQ", data[: len(data) // 16 * 16]))

    def debugger_auxiliary_vector(self) -> dict[int, int]:
        """Of a live process that is not on this machine; empty where it is not known."""
        return {}

    def _readable_executable(self) -> bool:
        main = self.modules.main
        return main is not None and main.file is not None

    def symbols(self, prefix: str) -> dict[str, int]:
        return self.modules.symbols(prefix) if self._readable_executable() else self.debugger_symbols(prefix)

    def symbolize(self, address: int) -> Optional[Symbol]:
        place = self.modules.place(address)
        if place is None or place[1].file is not None:
            return self.modules.symbolize(address)
        return self.debugger_symbolize(address)

    def threads(self) -> list[Thread]:
        threads = self.debugger_threads()
        if self.core is not None:
            own = {thread.lwp: thread for thread in self.core.threads()}
            if not threads:  # of a core that has lost its notes
                return list(own.values())
            return [Thread(t.id, t.lwp, own[t.lwp].name, own[t.lwp].registers) for t in threads if t.lwp in own]
        if self.pid:
            return [Thread(t.id, t.lwp, self._thread_name(t), t.registers) for t in threads]
        return threads

    def _thread_name(self, thread: Thread) -> str:
        try:
            with open(f"/proc/{self.pid}/task/{thread.lwp}/comm", encoding="utf-8", errors="replace") as file:
                return file.read().rstrip("\n")
        except OSError:
            return thread.name

    @property
    def executable(self) -> str:
        if self.core is not None:
            return self.core.executable
        main = self.modules.main
        return main.file.path if main is not None and main.file is not None else self._named

    def warnings(self) -> list[str]:
        return self.core.warnings() if self.core is not None else self.modules.warnings()
