"""ELF files: segments, build-id and symbol tables, without any library.

Structures as in the System V ABI (elf.h). Symbol tables of a Node.js binary hold some
140,000 entries, so they are taken apart by strided views and never entry by entry.
"""

from __future__ import annotations

import mmap
import os
import struct
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any, Iterable, NamedTuple, Optional, Sequence, Union

from .errors import Corrupt, Error, NotFound

ET_EXEC, ET_DYN, ET_CORE = 2, 3, 4
PT_LOAD, PT_DYNAMIC, PT_NOTE = 1, 2, 4
EM_X86_64, EM_AARCH64 = 62, 183
NT_GNU_BUILD_ID = 3
_SHT_SYMTAB, _SHT_STRTAB, _SHT_DYNSYM, _SHT_NOBITS = 2, 3, 11, 8
_DT_STRTAB, _DT_SYMTAB, _DT_STRSZ = 5, 6, 10
_STT_FUNC, _STT_TLS, _STT_IFUNC = 2, 6, 10
_SHN_ABS = 0xFFF1
_BINDING_RANK = {1: 0, 2: 1, 10: 0}  # global (and unique), weak; local is the rest
_DEBUG_FILES = "/usr/lib/debug/.build-id"
_LARGE = 1 << 12  # bytes of a file that are read, not mapped: a page of memory is
_BACKTRACK = 64  # starts to look back over for a function that encloses an address


_IS_FUNCTION = bytes(info & 15 in (_STT_FUNC, _STT_IFUNC) for info in range(256))


class Segment(NamedTuple):
    """A program header."""

    type: int
    flags: int  # 4 read, 2 write, 1 execute
    offset: int
    vaddr: int
    filesz: int
    memsz: int


class Section(NamedTuple):
    """A section header."""

    name: str
    type: int
    flags: int
    addr: int
    offset: int
    size: int
    link: int


class Function(NamedTuple):
    """A function symbol: its mangled name and the file's address of its first byte."""

    name: str
    start: int


def notes(data: bytes, align: int = 4) -> list[tuple[str, int, bytes]]:
    """(owner, type, contents) of every whole note in `data`."""
    found = []
    at = 0
    while at + 12 <= len(data):
        name_size, size, kind = struct.unpack_from("<III", data, at)
        begin = at + 12 + (name_size + align - 1) // align * align
        if begin + size > len(data):
            break
        owner = data[at + 12 : at + 12 + name_size].rstrip(b"\0").decode("latin-1")
        found.append((owner, kind, data[begin : begin + size]))
        at = begin + (size + align - 1) // align * align
    return found


class ElfFile:
    """A 64-bit little-endian ELF file on disk, or an image of one in memory.

    Raises NotFound where there is no file, Corrupt where it is not such an ELF file."""

    def __init__(self, path: str, image: Optional[bytes] = None) -> None:
        self.path = path
        self._symbols: dict[str, dict[str, int]] = {}  # by prefix, of those that were asked for
        self.data: Union[bytes, mmap.mmap] = map_file(path) if image is None else image
        self.size = len(self.data)
        head = self.data[:64]
        if len(head) < 64 or head[:4] != b"\x7fELF":
            raise Corrupt(f"{path} is not an ELF file")
        if head[4] != 2 or head[5] != 1:
            raise Corrupt(f"{path} is not a 64-bit little-endian ELF file", "v8dbg reads x86-64 and aarch64 only")
        self.type, self.machine = struct.unpack_from("<HH", head, 16)
        self.entry, phoff, self._shoff = struct.unpack_from("<QQQ", head, 24)
        phentsize, phnum, self._shentsize, self._shnum, self._shstrndx = struct.unpack_from("<HHHHH", head, 54)
        if phnum == 0xFFFF and self._shoff + 64 <= self.size:  # more than 65534: the count is in section 0
            phnum = struct.unpack_from("<I", self.data, self._shoff + 44)[0]
        if phnum and (phentsize != 56 or phoff + 56 * phnum > self.size):
            raise Corrupt(f"{path} is cut off in its program headers", "copy the file again")
        rows = struct.iter_unpack("<IIQQQQQQ", self.data[phoff : phoff + 56 * phnum])
        self.segments = [Segment(t, f, o, v, filesz, memsz) for t, f, o, v, _, filesz, memsz, _ in rows]

    @cached_property
    def build_id(self) -> str:
        """The GNU build-id in hexadecimal, "" where there is none."""
        for segment in self.segments:
            if segment.type == PT_NOTE:
                for owner, kind, contents in notes(self.data[segment.offset : segment.offset + segment.filesz]):
                    if owner == "GNU" and kind == NT_GNU_BUILD_ID:
                        return contents.hex()
        return ""

    @cached_property
    def sections(self) -> list[Section]:
        """Section headers, none where they were removed."""
        end = self._shoff + 64 * self._shnum
        if not self._shoff or self._shentsize != 64 or end > self.size or self._shstrndx >= self._shnum:
            return []
        rows = list(struct.iter_unpack("<IIQQQQIIQQ", self.data[self._shoff : end]))
        names = self.data[rows[self._shstrndx][4] : rows[self._shstrndx][4] + rows[self._shstrndx][5]]
        found = []
        for name, kind, flags, addr, offset, size, link, _, _, _ in rows:
            text = names[name : names.find(b"\0", name)].decode("latin-1")
            found.append(Section(text, kind, flags, addr, offset, size, link))
        return found

    def section(self, name: str) -> Optional[Section]:
        """The section of that name whose bytes are in the file, or None."""
        for section in self.sections:
            if section.name == name and section.type != _SHT_NOBITS:
                return section
        return None

    def bias(self, start: int, offset: int) -> Optional[int]:
        """How far the file was moved, if its byte at page `offset` is mapped at `start`; None where it never is."""
        if self.type == ET_EXEC:
            return 0
        for segment in self.segments:
            first = segment.offset & -mmap.PAGESIZE
            if segment.type == PT_LOAD and first <= offset < segment.offset + max(segment.filesz, 1):
                return start - offset + first - (segment.vaddr & -mmap.PAGESIZE)
        return None

    # -- symbols -----------------------------------------------------------------------

    def names_hold(self, text: bytes) -> bool:
        """Is `text` in any string table? Far cheaper than reading the symbols."""
        return any(s.type == _SHT_STRTAB and text in self.data[s.offset : s.offset + s.size] for s in self.sections)

    @cached_property
    def symbol_tables(self) -> list[SymbolTable]:
        """.symtab (of the file or of its separate debug file) and .dynsym, as far as they are there."""
        found = []
        debug = None if any(section.type == _SHT_SYMTAB for section in self.sections) else self._debug_file()
        if debug is not None:
            found += debug.symbol_tables
        for section in self.sections:
            if section.type in (_SHT_SYMTAB, _SHT_DYNSYM) and section.link < len(self.sections):
                strings = self.sections[section.link]
                entries = self.data[section.offset : section.offset + section.size // 24 * 24]
                ends = [s.addr + s.size for s in self.sections]
                found.append(SymbolTable(entries, self.data[strings.offset : strings.offset + strings.size], ends))
        return sorted(found, key=lambda table: -len(table.names)) or self._tables_without_sections()

    def _tables_without_sections(self) -> list[SymbolTable]:
        """The dynamic table by way of PT_DYNAMIC, for files whose section headers were removed."""
        tags: dict[int, int] = {}
        for segment in self.segments:
            if segment.type == PT_DYNAMIC:
                dynamic = self.data[segment.offset : segment.offset + segment.filesz // 16 * 16]
                tags.update({tag: value for tag, value in struct.iter_unpack("<QQ", dynamic) if tag})
        begin, strings = self._file_offset(tags.get(_DT_SYMTAB, 0)), self._file_offset(tags.get(_DT_STRTAB, 0))
        if not begin or strings <= begin:
            return []
        # linkers put the strings right after the symbols, padding aside, which nowhere else tells how many there are
        end = begin + (strings - begin) // 24 * 24
        return [SymbolTable(self.data[begin:end], self.data[strings : strings + tags.get(_DT_STRSZ, 0)])]

    def _debug_file(self) -> Optional[ElfFile]:
        """The file of symbols that distributions split off, found by build-id as gdb does."""
        if len(self.build_id) < 4:
            return None
        try:
            file = ElfFile(f"{_DEBUG_FILES}/{self.build_id[:2]}/{self.build_id[2:]}.debug")
        except Error:
            return None
        return file if file.build_id == self.build_id and any(s.type == _SHT_SYMTAB for s in file.sections) else None

    def _file_offset(self, vaddr: int) -> int:
        for segment in self.segments:
            if segment.type == PT_LOAD and segment.vaddr <= vaddr < segment.vaddr + segment.filesz:
                return vaddr - segment.vaddr + segment.offset
        return 0

    @cached_property
    def thread_local_names(self) -> frozenset[str]:
        """Names of the thread-local symbols, whose values are offsets and no addresses."""
        return frozenset(name for table in self.symbol_tables for name in table.thread_local())

    def symbols(self, prefix: str) -> dict[str, int]:
        """Name -> address in the file of the defined symbols that start with `prefix`, global ones first choice."""
        if prefix not in self._symbols:
            self._symbols[prefix] = self._search(prefix)
        return dict(self._symbols[prefix])

    def _search(self, prefix: str) -> dict[str, int]:
        found: dict[str, tuple[int, int]] = {}
        for table in self.symbol_tables:
            for name, rank, value in table.starting_with(prefix.encode()):
                if name not in found or (rank, value) < found[name]:
                    found[name] = rank, value
        return {name: value for name, (_, value) in found.items()}

    @cached_property
    def _functions(self) -> tuple[list[int], list[int]]:
        """Starts of all functions in order, and each one's index in the largest table, which holds the others' too."""
        if not self.symbol_tables:
            return [], []
        # one integer each sorts far faster than a tuple
        keys = sorted(start << 32 | index for start, index in self.symbol_tables[0].functions())
        return [key >> 32 for key in keys], [key & 0xFFFFFFFF for key in keys]

    def function(self, address: int) -> Optional[Function]:
        """The function that covers `address` (of the file), or None."""
        starts, indices = self._functions
        last = bisect_right(starts, address)
        for at in range(last - 1, max(last - _BACKTRACK, 0) - 1, -1):
            start = starts[at]
            same = range(bisect_left(starts, start), bisect_right(starts, start))
            table = self.symbol_tables[0]
            following = starts[same.stop] if same.stop < len(starts) else address + 1
            covering = [indices[i] for i in same if address < table.end(indices[i], following)]
            if covering:
                return Function(min(map(table.choice, covering))[-1], start)
        return None


def opened(path: str) -> ElfFile:
    """The ELF file at `path`, with what was read of it before: taking the symbols apart takes longer than most answers.

    Raises as ElfFile does."""
    try:
        found = os.stat(path)
    except OSError:
        return ElfFile(path)
    return _opened(path, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns))


@lru_cache(maxsize=16)  # a process of Node.js has eight, of which one is large
def _opened(path: str, identity: tuple[int, ...]) -> ElfFile:
    return ElfFile(path)


class SymbolTable:
    """One table of Elf64_Sym: u32 name, u8 info, u8 other, u16 section, u64 value, u64 size."""

    def __init__(self, entries: bytes, strings: bytes, section_ends: Sequence[int] = ()) -> None:
        self.strings = strings
        self._section_ends = section_ends
        words = memoryview(entries).cast("I")
        longs = memoryview(entries).cast("Q")
        self.names = words[::6].tolist()
        self._info = entries[4::24]
        self._sections = memoryview(entries).cast("H")[3::12].tolist()
        self._values = longs[1::3]
        self._sizes = longs[2::3]

    def name(self, index: int) -> str:
        begin = self.names[index]
        end = self.strings.find(b"\0", begin)
        return self.strings[begin : max(end, begin)].split(b"@", 1)[0].decode("utf-8", "replace")

    def starting_with(self, prefix: bytes) -> list[tuple[str, int, int]]:
        """(name, rank, value) of defined symbols whose name starts with `prefix`."""
        # linkers fold names that end alike, so a name may start anywhere in the strings
        wanted = set()
        at = self.strings.find(prefix)
        while at >= 0:
            wanted.add(at)
            at = self.strings.find(prefix, at + 1)
        if not wanted:
            return []
        picked = compress(range(len(self.names)), map(wanted.__contains__, self.names))
        return [(self.name(i), self._rank(i), self._values[i]) for i in picked if self._sections[i]]

    def thread_local(self) -> list[str]:
        return [self.name(i) for i, info in enumerate(self._info) if info & 15 == _STT_TLS and self._sections[i]]

    def _rank(self, index: int) -> int:
        return _BINDING_RANK.get(self._info[index] >> 4, 2)

    def functions(self) -> Iterable[tuple[int, int]]:
        """(start, index) of the defined functions."""
        values, sections = self._values.tolist(), self._sections
        kinds = self._info.translate(_IS_FUNCTION)
        return ((values[i], i) for i in compress(range(len(kinds)), kinds) if 0 < sections[i] < _SHN_ABS)

    def end(self, index: int, following: int) -> int:
        """Where a function ends; `following` is the start of the next, for assembly, which has no size."""
        value, size = self._values[index], self._sizes[index]
        section = self._sections[index]
        if size:
            return int(value + size)
        return min(following, self._section_ends[section] if section < len(self._section_ends) else following)

    def choice(self, index: int) -> tuple[int, int, int, str]:
        """Key by which one of several names of a function is chosen: global first, fewest underscores, shortest."""
        name = self.name(index)
        return self._rank(index), len(name) - len(name.lstrip("_")), len(name), name


class _Mapped(mmap.mmap):
    """A mapped file whose large pieces are read: pages that were touched would count as memory of ours."""

    def __new__(cls, descriptor: int) -> _Mapped:
        found = super().__new__(cls, descriptor, 0, access=mmap.ACCESS_READ)
        found._descriptor = os.dup(descriptor)
        return found

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice) and key.step is None and key.start is not None and key.stop is not None:
            if key.stop - key.start >= _LARGE and key.start >= 0:
                return os.pread(self._descriptor, min(key.stop, len(self)) - key.start, key.start)
        return super().__getitem__(key)

    def copy_into(self, offset: int, buffer: memoryview) -> int:
        """Fills a buffer from the file; how many bytes there were."""
        return os.preadv(self._descriptor, [buffer], offset)

    def __del__(self) -> None:
        os.close(self._descriptor)

    _descriptor: int


def copy_into(data: Union[bytes, mmap.mmap], offset: int, buffer: memoryview) -> int:
    """Fills a buffer from what ElfFile.data is; how many bytes there were."""
    if isinstance(data, _Mapped):
        return data.copy_into(offset, buffer)
    part = data[offset : offset + len(buffer)]
    buffer[: len(part)] = part
    return len(part)


def map_file(path: str) -> mmap.mmap:
    """A file's bytes, read on demand. Raises NotFound, Corrupt where it is empty or no file."""
    if os.path.isdir(path):
        raise Corrupt(f"{path} is a directory")
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise Corrupt(f"{path} is empty")
            return _Mapped(file.fileno())
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        raise NotFound(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
