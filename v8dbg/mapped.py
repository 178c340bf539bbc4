"""Which ELF module of the target holds an address, told by the target's own memory.

Only what unwinding needs: where a module lies and where its table of unwind entries is.
Structures as in the System V ABI (elf.h).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import Dict, NamedTuple, Optional

from .process import PAGE, Process, Region

_ET_EXEC, _PT_LOAD, _PT_GNU_EH_FRAME = 2, 1, 0x6474E550
_MAX_HEADERS = 64


class MappedModule(NamedTuple):
    """An ELF file as it lies in memory."""

    path: str
    start: int
    eh_frame_hdr: int  # address in the target, 0 where there is none


class MappedModules:
    """The modules of a process at one moment."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.regions = process.regions()
        self._starts = [region.start for region in self.regions]
        self._firsts: Dict[str, list[Region]] = {}
        for region in self.regions:
            if region.path and region.offset == 0:
                self._firsts.setdefault(region.path, []).append(region)
        self._parsed: Dict[int, Optional[MappedModule]] = {}

    def region(self, address: int) -> Optional[Region]:
        """The mapped range that holds `address`, or None."""
        number = bisect_right(self._starts, address) - 1
        if number >= 0 and address < self.regions[number].end:
            return self.regions[number]
        return None

    def of(self, address: int) -> Optional[MappedModule]:
        """The module whose code holds `address`; None for generated code and for nothing at all."""
        region = self.region(address)
        if region is None:
            return None
        first = self._first(region)
        if first is None:
            return None
        if first.start not in self._parsed:
            self._parsed[first.start] = self._parse(first)
        return self._parsed[first.start]

    def _first(self, region: Region) -> Optional[Region]:
        """The mapping of the file's beginning; for what no file names (the vdso), the region itself."""
        before = [first for first in self._firsts.get(region.path, []) if first.start <= region.start]
        if before:
            return before[-1]
        return region if region.end - region.start <= 64 * PAGE else None

    def _parse(self, first: Region) -> Optional[MappedModule]:
        head = self._process.read_some(first.start, 64)
        if len(head) < 64 or head[:5] != b"\x7fELF\x02":
            return None
        kind = int.from_bytes(head[16:18], "little")
        offset, = struct.unpack_from("<Q", head, 32)
        size, count = struct.unpack_from("<HH", head, 54)
        if size != 56 or count > _MAX_HEADERS:
            return None
        table = self._process.read_some(first.start + offset, size * count)
        lowest, hdr = None, None
        for header, _, _, vaddr, _, _, _, _ in struct.iter_unpack("<IIQQQQQQ", table[: len(table) // 56 * 56]):
            if header == _PT_LOAD and lowest is None:
                lowest = vaddr & -PAGE
            elif header == _PT_GNU_EH_FRAME:
                hdr = vaddr
        bias = 0 if kind == _ET_EXEC else first.start - (lowest or 0)
        return MappedModule(first.path or "[vdso]", first.start, hdr + bias if hdr is not None else 0)
