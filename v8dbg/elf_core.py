"""An ELF core as a Process, read with no debugger.

Layout of cores as in Linux' fs/binfmt_elf.c and include/uapi/linux/elfcore.h. A core holds
what the process could have changed; unchanged pages of its files are read from those files,
if they are here and have the build-id that the core's memory shows. Bytes that neither
gives do not exist: they are never zeros.
"""

from __future__ import annotations

import mmap
import os
import struct
from bisect import bisect_right
from functools import cached_property
from typing import Callable, NamedTuple, Optional, Union

from .elf_file import EM_AARCH64, EM_X86_64, ET_CORE, PT_LOAD, PT_NOTE, ElfFile, copy_into, notes
from .elf_modules import Mapping, Modules
from .errors import Corrupt
from .process import Process, Region, Symbol, Thread, with_moved_text

_NT_PRSTATUS, _NT_PRPSINFO, _NT_AUXV = 1, 3, 6
_NT_SIGINFO, _NT_FILE, _NT_ARM_TLS = 0x53494749, 0x46494C45, 0x401
_AT_PHDR, _AT_SYSINFO_EHDR, _AT_EXECFN = 3, 33, 31
_PRSTATUS_CURSIG, _PRSTATUS_PID, _PRSTATUS_REGISTERS = 12, 32, 112
_PRPSINFO_FNAME, _PRPSINFO_PSARGS = 40, 56
_X86_64 = "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss"
_X86_64 += " fs_base gs_base ds es fs gs"
_AARCH64 = " ".join(f"x{i}" for i in range(31)) + " sp pc pstate"
_REGISTERS = {EM_X86_64: _X86_64.split(), EM_AARCH64: _AARCH64.split()}
_DELETED = " (deleted)"  # what the kernel appends to the path of a file that was removed
_NOT_CORES = (
    (b"\x1f\x8b", "is compressed with gzip", "run gunzip on it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd", "run unzstd on it first"),
    (b"\x04\x22\x4d\x18", "is compressed with lz4", "run unlz4 on it first"),
    (b"\xfd7zXZ", "is compressed with xz", "run unxz on it first"),
    (b"BZh", "is compressed with bzip2", "run bunzip2 on it first"),
    (b"PK\x03\x04", "is a zip archive", "unpack it first"),
    (b"MDMP", "is a minidump", "open it in lldb, which reads minidumps"),
    (b"\xcf\xfa\xed\xfe", "is a Mach-O file", "open it in lldb, which reads Mach-O"),
    (b"#!", "is a script", "give the core file that the process left"),
)


class _Extent(NamedTuple):
    """A range of memory whose bytes are in a file, at `offset` of `data`."""

    start: int
    end: int
    data: Union[bytes, mmap.mmap]
    offset: int
    flags: str
    path: str
    path_offset: int


def _file_flags(file: ElfFile, offset: int) -> str:
    """How a part of a file is meant to be mapped: gdb's cores have no segment for unmodified parts."""
    for segment in file.segments:
        if segment.type == PT_LOAD and segment.offset <= offset < segment.offset + segment.filesz:
            return _flags(segment.flags & ~2)
    return "r"


def _flags(bits: int) -> str:
    return "".join(letter for bit, letter in ((4, "r"), (2, "w"), (1, "x")) if bits & bit)


class ElfCore(Process):
    """A core file. `executable` is the program that left it, found by the core's own records if not given;
    `locate` gives further places on this machine for a file of the target.

    Raises NotFound and Corrupt where `core_path` is no core, Error where the executable is another one."""

    name = "core"
    epoch = 0  # a core never runs; this is asked for with each word that is read

    def __init__(
        self, core_path: str, executable: str = "", locate: Callable[[str], list[str]] = lambda path: []
    ) -> None:
        super().__init__()
        self.path = core_path
        self._file = _open_core(core_path)
        self.machine = self._file.machine
        if self.machine not in _REGISTERS:
            raise Corrupt(f"{core_path} is of machine {self.machine}", "v8dbg reads x86-64 and aarch64 targets only")
        self._threads: list[Thread] = []
        self._auxv: dict[int, int] = {}
        self._mapped_files: list[Mapping] = []
        self.program, self.arguments = "", ""
        self.signal = 0  # that killed the process, 0 for a core made of a living one
        self.fault_address: Optional[int] = None  # of SIGSEGV and SIGBUS
        self._notes_cut = False
        self._read_notes()
        self._missing = 0
        self._dumped = self._find_dumped()
        self._dumped_starts = [extent.start for extent in self._dumped]
        if self._notes_cut and not self._mapped_files and not executable:
            raise Corrupt(
                f"{core_path} is cut off before its notes, which tell the program that left it",
                "name it with -e: what is in the heap can still be read",
            )
        # checked now, so that a wrong executable is said at once
        self.modules = Modules(
            self._mapped_files,
            self._fetch_dumped,
            executable,
            self._auxv.get(_AT_PHDR, 0),
            self._auxv.get(_AT_SYSINFO_EHDR, 0),
            lambda path: [path[: -len(_DELETED)] if path.endswith(_DELETED) else path, *locate(path)],
            os.stat(core_path).st_mtime,
        )

    # -- notes -------------------------------------------------------------------------

    def _read_notes(self) -> None:
        for segment in self._file.segments:
            if segment.type == PT_NOTE:
                data = self._file.data[segment.offset : segment.offset + segment.filesz]
                self._notes_cut |= len(data) < segment.filesz
                for _, kind, contents in notes(data):
                    self._read_note(kind, contents)
        if self._notes_cut and not self._threads:
            self._threads.append(Thread(1, 0, ""))  # nothing is known of it; commands that tell of an isolate go on
        self._threads = [Thread(t.id, t.lwp, self.program, t.registers) for t in self._threads]
        if not self._threads:
            raise Corrupt(f"{self.path} has no threads in its notes", "is it a whole core? copy it again")

    def _read_note(self, kind: int, data: bytes) -> None:
        if kind == _NT_PRSTATUS:
            names = _REGISTERS[self.machine]
            values = struct.unpack_from(f"<{len(names)}Q", data, _PRSTATUS_REGISTERS)
            lwp = int.from_bytes(data[_PRSTATUS_PID : _PRSTATUS_PID + 4], "little")
            if not self._threads:
                self.signal = int.from_bytes(data[_PRSTATUS_CURSIG : _PRSTATUS_CURSIG + 2], "little")
            self._threads.append(Thread(len(self._threads) + 1, lwp, "", dict(zip(names, values))))
        elif kind == _NT_PRPSINFO:
            self.program = data[_PRPSINFO_FNAME : _PRPSINFO_FNAME + 16].split(b"\0")[0].decode("utf-8", "replace")
            self.arguments = data[_PRPSINFO_PSARGS:].split(b"\0")[0].decode("utf-8", "replace")
        elif kind == _NT_AUXV:
            self._auxv = dict(struct.iter_unpack("<QQ", data[: len(data) // 16 * 16]))
        elif kind == _NT_FILE:
            self._read_files(data)
        elif kind == _NT_SIGINFO and len(self._threads) <= 1 and len(data) >= 24:
            number, _, _, _, address = struct.unpack_from("<iiiiQ", data)
            self.signal = self.signal or number
            if number in (7, 11):
                self.fault_address = address
        elif kind == _NT_ARM_TLS and self._threads and self.machine == EM_AARCH64:
            registers = dict(self._threads[-1].registers)
            registers["tpidr"] = int.from_bytes(data[:8], "little")
            last = self._threads[-1]
            self._threads[-1] = Thread(last.id, last.lwp, last.name, registers)

    def _read_files(self, data: bytes) -> None:
        count, page = struct.unpack_from("<QQ", data)
        names = data[16 + 24 * count :].split(b"\0")
        for number in range(count):
            start, end, offset = struct.unpack_from("<QQQ", data, 16 + 24 * number)
            path = os.fsdecode(names[number]) if number < len(names) else ""
            self._mapped_files.append(Mapping(start, end, offset * page, path))

    # -- memory ------------------------------------------------------------------------

    def _find_dumped(self) -> list[_Extent]:
        starts = sorted(self._mapped_files)
        keys = [mapping.start for mapping in starts]
        found = []
        for segment in self._file.segments:
            if segment.type != PT_LOAD:
                continue
            size = min(segment.filesz, max(self._file.size - segment.offset, 0))
            self._missing += segment.filesz - size
            number = bisect_right(keys, segment.vaddr) - 1
            path, path_offset = "", 0
            if number >= 0 and segment.vaddr < starts[number].end:
                path = starts[number].path
                path_offset = starts[number].offset + segment.vaddr - starts[number].start
            if size:
                found.append(
                    _Extent(
                        segment.vaddr,
                        segment.vaddr + size,
                        self._file.data,
                        segment.offset,
                        _flags(segment.flags),
                        path,
                        path_offset,
                    )
                )
        return sorted(found, key=lambda extent: extent.start)

    @cached_property
    def _extents(self) -> list[_Extent]:
        """What was dumped, and between it what the files on disk serve."""
        writable = [s for s in self._file.segments if s.type == PT_LOAD and s.flags & 2 and s.memsz]
        taken = sorted([(e.start, e.end) for e in self._dumped] + [(s.vaddr, s.vaddr + s.memsz) for s in writable])
        flags = {s.vaddr: _flags(s.flags) for s in self._file.segments if s.type == PT_LOAD}
        served = []
        for module in self.modules.all:
            if module.file is None or module.path == "[vdso]":
                continue
            for start, end, offset in module.read_only():
                for low, high in without(start, end, taken):
                    at = offset + low - start
                    letters = flags.get(low) or flags.get(start) or _file_flags(module.file, at)
                    served.append(_Extent(low, high, module.file.data, at, letters, module.path, at))
        return sorted(self._dumped + served, key=lambda extent: extent.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [extent.start for extent in self._extents]

    def _fetch_dumped(self, address: int, size: int) -> bytes:
        return _copy(self._dumped, self._dumped_starts, address, size)

    def fetch(self, address: int, size: int) -> bytes:
        return _copy(self._extents, self._starts, address, size)

    def read_into(self, address: int, buffer: memoryview) -> int:
        done, number = 0, bisect_right(self._starts, address) - 1
        while done < len(buffer) and 0 <= number < len(self._extents):
            extent = self._extents[number]
            if not extent.start <= address + done < extent.end:
                break
            take = min(len(buffer) - done, extent.end - address - done)
            copied = copy_into(extent.data, extent.offset + address + done - extent.start, buffer[done : done + take])
            done += copied
            if copied < take:
                break
            number += 1
        return done

    @cached_property
    def _regions(self) -> list[Region]:
        return with_moved_text([Region(e.start, e.end, e.flags, e.path, e.path_offset) for e in self._extents])

    def regions(self) -> list[Region]:
        return self._regions

    def region(self, address: int) -> Optional[Region]:
        number = bisect_right(self._starts, address) - 1
        return self._regions[number] if number >= 0 and address in self._regions[number] else None

    # -- the rest ----------------------------------------------------------------------

    def symbols(self, prefix: str) -> dict[str, int]:
        return self.modules.symbols(prefix)

    def symbolize(self, address: int) -> Optional[Symbol]:
        return self.modules.symbolize(address)

    def threads(self) -> list[Thread]:
        return list(self._threads)

    @property
    def executable(self) -> str:
        main = self.modules.main
        return main.file.path if main is not None and main.file is not None else ""

    def warnings(self) -> list[str]:
        said = []
        if self._notes_cut:
            said.append(f"{self.path} is cut off before its notes: threads and their registers are missing")
        elif not self._mapped_files:
            said.append(
                f"{self.path} does not list the files that were mapped (no NT_FILE note): stacks end at libraries'"
                " functions and at V8's copies of its builtins; what is on the heap can be read"
            )
        if self._missing:
            said.append(f"{self.path} is cut off: {self._missing} bytes of memory that it should hold are missing")
        return said + self.modules.warnings()


def _open_core(path: str) -> ElfFile:
    """The core's ELF structure. Raises NotFound, Corrupt with what the file is instead."""
    try:
        file = ElfFile(path)
    except Corrupt as error:
        if not os.path.isfile(path):
            raise Corrupt(str(error), "give a core file") from None
        with open(path, "rb") as stream:
            head = stream.read(8)
        for magic, what, hint in _NOT_CORES:
            if head.startswith(magic):
                raise Corrupt(f"{path} {what}, not a core", hint) from None
        raise Corrupt(str(error), error.hint or "give a core file, as the kernel or gcore writes it") from None
    if file.type != ET_CORE:
        raise Corrupt(f"{path} is a program or library, not a core", "the order is: v8dbg [-e NODE] CORE COMMAND")
    return file


def without(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of [start, end) when the sorted ranges `taken` are cut out."""
    left = []
    for low, high in taken:
        if high <= start:
            continue
        if low >= end:
            break
        if low > start:
            left.append((start, low))
        start = max(start, high)
    if start < end:
        left.append((start, end))
    return left


def _copy(extents: list[_Extent], starts: list[int], address: int, size: int) -> bytes:
    """Up to `size` bytes from `address` on, as far as the extents follow on one another."""
    number = bisect_right(starts, address) - 1
    parts = []
    while size > 0 and number >= 0 and number < len(extents):
        extent = extents[number]
        if not extent.start <= address < extent.end:
            break
        take = min(size, extent.end - address)
        begin = extent.offset + address - extent.start
        parts.append(extent.data[begin : begin + take])
        address += take
        size -= take
        number += 1
    return parts[0] if len(parts) == 1 else b"".join(parts)
