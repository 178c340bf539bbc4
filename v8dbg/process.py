"""The target as bytes: memory, registers, symbols. Nothing here knows about V8.

A host (gdb, lldb, an ELF core) supplies six things: `fetch`, `regions`, `symbols`,
`symbolize`, `threads` and `epoch`. Everything else is derived here, so that every
host reads memory by the same rules: exactly the bytes asked for, or `Fault`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Iterable, Mapping, Optional, Tuple

from .errors import Corrupt, Fault, NotFound
from .limits import LARGE_MEMORY

PAGE = 4096
_MASK64 = (1 << 64) - 1
_CACHED_PAGES = 1 << 15  # 128 MiB of target memory at most


@dataclass(frozen=True)
class Region:
    """A mapped range whose bytes exist; `path` is the file that it maps, if any."""

    start: int
    end: int
    flags: str = ""  # of "rwx"
    path: str = ""
    offset: int = 0  # in the file `path`

    def __contains__(self, address: int) -> bool:
        return self.start <= address < self.end


@dataclass(frozen=True)
class Thread:
    """A thread of the target: `id` is the debugger's number, `lwp` the kernel's."""

    id: int
    lwp: int
    name: str
    registers: Mapping[str, int] = field(default_factory=dict, hash=False)  # rip rsp rbp … fs_base

    @property
    def is_kernel(self) -> bool:
        """Is it a thread of the kernel's, as io_uring has them? A core lists it, with registers of whoever made it."""
        return not self.registers.get("rip", 1) and not self.registers.get("rsp", 1)


@dataclass(frozen=True)
class Symbol:
    """The native function that covers an address: demangled name, distance into it."""

    name: str
    start: int
    offset: int
    mangled: str = ""


class Process:
    """Base of every host's process. Subclasses override the methods of the first group."""

    name = "process"

    # -- what a host supplies ------------------------------------------------------

    def fetch(self, address: int, size: int) -> bytes:
        """Up to `size` bytes; fewer at the end of what exists; b"" where the first is missing."""
        raise NotImplementedError

    def regions(self) -> list[Region]:
        """Mapped ranges in address order, those whose bytes exist alone."""
        raise NotImplementedError

    def symbols(self, prefix: str) -> dict[str, int]:
        """Name -> address of every symbol of the target that starts with `prefix`, in one go."""
        raise NotImplementedError

    def symbolize(self, address: int) -> Optional[Symbol]:
        """The native function that covers `address`, or None."""
        raise NotImplementedError

    def threads(self) -> list[Thread]:
        """Every thread with its registers, the debugger's current one first."""
        raise NotImplementedError

    @property
    def executable(self) -> str:
        """Path of the main executable on this machine, "" where it is not known."""
        raise NotImplementedError

    @property
    def epoch(self) -> int:
        """A number that changes whenever the target may have run or been written to."""
        return 0

    def interrupted(self) -> bool:
        """Has the user asked to stop (Ctrl-C)? Long loops ask now and then."""
        return False

    def evaluate(self, text: str) -> int:
        """The word that an expression of the debugger's language gives: `$rbx`, `(long)p->x`. Raises Error.

        Without a debugger: a register of the current thread."""
        threads = self.threads()
        registers = threads[0].registers if threads else {}
        if not text.startswith("$"):
            raise NotFound("only a debugger can evaluate an expression of its own", "open the core in gdb or in lldb")
        if text[1:] not in registers:
            raise NotFound("no such register", f"there are {', '.join(registers)}" if registers else "")
        return registers[text[1:]]

    def disassemble(self, address: int, size: int) -> list[tuple[int, str]]:
        """(address, text) of each machine instruction of a range, by the debugger. Raises NotFound without one."""
        raise NotFound("machine code is taken apart by a debugger, and there is none", "open the target in gdb or lldb")

    def selected_frame(self) -> Optional[Tuple[int, int]]:
        """(pc, frame pointer) of the frame that is selected in a debugger, None where there is none."""
        return None

    def warnings(self) -> list[str]:
        """What is wrong with the target as a whole (a truncated core, the wrong executable)."""
        return []

    # -- what follows from it ------------------------------------------------------

    def __init__(self) -> None:
        self._pages: dict[int, bytes] = {}
        self._pages_epoch = self.epoch

    def read(self, address: int, size: int) -> bytes:
        """Exactly `size` bytes at `address`. Raises Fault with the first address that is missing."""
        if size <= 0:
            return b""
        if address < 0 or address + size > _MASK64:
            raise Fault(address & _MASK64)
        first, last = address // PAGE, (address + size - 1) // PAGE
        if last - first > 64:
            return self._read_through(address, size)
        page = self._page(first)
        if first == last:
            begin = address % PAGE
            data = page[begin : begin + size]
        else:
            parts = [page[address % PAGE :]]
            for number in range(first + 1, last + 1):
                if len(page) < PAGE:
                    break
                page = self._page(number)
                parts.append(page)
            data = b"".join(parts)[:size]
        # a page may begin behind its start: a minidump holds a stack from the stack pointer on
        return data if len(data) == size else self._read_through(address, size)

    def _read_through(self, address: int, size: int) -> bytes:
        if size >= LARGE_MEMORY:  # a damaged length: nothing is read in vain
            end = self._mapped_to(address, size)
            if address < end < address + size:
                raise Fault(end)
        data = self.fetch(address, size)
        while len(data) < size:
            more = self.fetch(address + len(data), size - len(data))
            if not more:
                raise Fault(address + len(data))
            data += more
        return data

    def _page(self, number: int) -> bytes:
        if self._pages_epoch != self.epoch:
            self._pages.clear()
            self._pages_epoch = self.epoch
        page = self._pages.get(number)
        if page is None:
            page = self._load(number)
        return page

    def _load(self, number: int) -> bytes:
        page = self.fetch(number * PAGE, PAGE)
        while 0 < len(page) < PAGE:
            more = self.fetch(number * PAGE + len(page), PAGE - len(page))
            if not more:
                break
            page += more
        if len(self._pages) >= _CACHED_PAGES:
            self._pages.clear()
        self._pages[number] = page
        return page

    def u8(self, address: int) -> int:
        return self.read(address, 1)[0]

    def u16(self, address: int) -> int:
        return int.from_bytes(self.read(address, 2), "little")

    def u32(self, address: int) -> int:
        return int.from_bytes(self.read(address, 4), "little")

    def i32(self, address: int) -> int:
        return int.from_bytes(self.read(address, 4), "little", signed=True)

    def u64(self, address: int) -> int:
        begin = address % PAGE
        if begin <= PAGE - 8 and 0 <= address < _MASK64:  # the hot path: one word inside one page
            data = self._page(address // PAGE)[begin : begin + 8]
            if len(data) == 8:
                return int.from_bytes(data, "little")
        return int.from_bytes(self.read(address, 8), "little")

    def f64(self, address: int) -> float:
        value: float = struct.unpack("<d", self.read(address, 8))[0]
        return value

    def words(self, address: int, count: int) -> tuple[int, ...]:
        """`count` words of eight bytes. Raises Corrupt where a count that was read cannot be one."""
        if count < 0:
            raise Corrupt(f"a list at {address:#x} claims {count} words")
        return struct.unpack(f"<{count}Q", self.read(address, 8 * count))

    def some_words(self, address: int, count: int) -> tuple[int, ...]:
        """Up to `count` words of eight bytes, fewer where memory ends."""
        raw = self.read_some(address, 8 * count)
        return struct.unpack_from(f"<{len(raw) // 8}Q", raw)

    def cstring(self, address: int, limit: int = 4096) -> bytes:
        """Bytes up to a NUL, at most `limit`."""
        out = b""
        while len(out) < limit:
            chunk = self.read_some(address + len(out), min(256, limit - len(out)))
            if not chunk:
                raise Fault(address + len(out))
            end = chunk.find(0)
            if end >= 0:
                return out + chunk[:end]
            out += chunk
        return out

    def read_some(self, address: int, size: int) -> bytes:
        """As many of `size` bytes as exist from `address` on, perhaps none."""
        try:
            return self.read(address, size)
        except Fault as fault:
            have = fault.address - address
            return self.read(address, have) if 0 < have < size else b""  # none where the address itself is negative

    def read_through(self, address: int, size: int) -> bytes:
        """The same past the cache of pages: for what is read once and is large."""
        try:
            return self._read_through(address, size)
        except Fault as fault:
            have = fault.address - address
            return self._read_through(address, have) if 0 < have < size else b""

    def read_into(self, address: int, buffer: memoryview) -> int:
        """Fills a buffer of bytes as far as memory exists from `address` on; how far. Past the cache, as read_through;
        hosts that can do it without a copy override it."""
        data = self.read_through(address, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def gather(self, addresses: Iterable[int], size: int) -> list[bytes]:
        """`size` bytes (at most 8) at each address, b"" where they are missing: for many small reads at once."""
        found, number, page = [], -1, b""
        for address in addresses:
            if address // PAGE != number:
                number = address // PAGE
                page = self._page(number) if 0 <= address < _MASK64 else b""
            begin = address % PAGE
            data = page[begin : begin + size]
            if len(data) < size and begin + size > PAGE:
                data = self.read_some(address, size)
            found.append(data if len(data) == size else b"")
        return found

    def may_hold(self, address: int, size: int) -> bool:
        """Can so many bytes lie at an address? Not where memory ends before and goes on behind a gap; of memory that
        was not dumped, or is cut off with all behind it, nothing is known."""
        end = self._mapped_to(address, size)
        return end in (address, address + size) or end >= self.regions()[-1].end

    def _mapped_to(self, address: int, size: int) -> int:
        """Where memory that begins at an address ends, no further than so many bytes behind it."""
        end = address
        while end < address + size:
            region = self.region(end)
            if region is None:
                return end
            end = region.end
        return address + size

    def readable(self, address: int, size: int = 1) -> bool:
        try:
            self.read(address, size)
        except Fault:
            return False
        return True

    def region(self, address: int) -> Optional[Region]:
        """The region that holds `address`, or None."""
        return _find(self.regions(), address)


def _find(regions: Iterable[Region], address: int) -> Optional[Region]:
    for region in regions:
        if region.start <= address < region.end:
            return region
    return None


def with_moved_text(regions: list[Region]) -> list[Region]:
    """The same regions; code that a program has copied to large pages (node --use-largepages) has the name of the file
    that it is from: one mapping of it begins right before and goes on right behind.

    V8's range of code between two copies of its builtins, another isolate's and its own, is none: the second copy
    does not go on where the first one ended."""
    found = list(regions)
    for number in range(1, len(found) - 1):
        before, here, behind = found[number - 1 : number + 2]
        if here.path or "x" not in here.flags or not before.path or before.path != behind.path:
            continue
        touching = before.end == here.start and here.end == behind.start
        goes_on = behind.offset - before.offset == behind.start - before.start
        if touching and goes_on and "x" in before.flags and "x" in behind.flags:
            offset = before.offset + here.start - before.start
            found[number] = Region(here.start, here.end, here.flags, before.path, offset)
    return found
