"""Copies of a core with something spoiled: cut, memory missing, words changed."""

import struct
import subprocess
from pathlib import Path

from v8dbg.errors import Error
from v8dbg.process import Process

PT_LOAD, PT_NOTE = 1, 4
NT_FILE = b"ELIF"  # the kind of the note, 0x46494C45, as it is in the file


def copy(core: Path, to: Path) -> Path:
    subprocess.run(["cp", "--sparse=always", core, to], check=True)  # cores are large and mostly zeros
    return to


def cut(core: Path, to: Path, share: float) -> Path:
    """The first `share` of the file."""
    copy(core, to)
    with open(to, "r+b") as file:
        file.truncate(int(core.stat().st_size * share))
    return to


def segments(core: Path, wanted: int = PT_LOAD) -> list:
    """(place of its program header, offset in the file, address, bytes in the file) of each segment of one type."""
    with open(core, "rb") as file:
        header = file.read(64)
        start, size, count = struct.unpack_from("<Q", header, 32)[0], *struct.unpack_from("<HH", header, 54)
        file.seek(start)
        table = file.read(size * count)
    found = []
    for number in range(count):
        kind, _, offset, address, _, in_file = struct.unpack_from("<IIQQQQ", table, number * size)
        if kind == wanted:
            found.append((start + number * size, offset, address, in_file))
    return found


def _holder(core: Path, address: int) -> tuple:
    """The one of `segments` that holds an address."""
    for each in segments(core):
        if each[2] <= address < each[2] + each[3]:
            return each
    raise LookupError(f"no segment holds {address:#x}")


def segment_of(core: Path, address: int) -> tuple:
    """(first byte, end) of the memory of the segment that holds an address: neighbouring pages may be in one."""
    _, _, low, size = _holder(core, address)
    return low, low + size


def without(core: Path, to: Path, address: int) -> Path:
    """The segment that holds `address` was not dumped."""
    place = _holder(core, address)[0]
    return _write(copy(core, to), place + 32, 0)


def from_here_on(core: Path, to: Path, address: int) -> Path:
    """The segment that holds `address` was dumped from there on, as a minidump holds stacks."""
    place, offset, start, in_file = _holder(core, address)
    _write(copy(core, to), place + 8, offset + address - start, address)
    return _write(to, place + 32, *[start + in_file - address] * 2)


def without_notes(core: Path, to: Path) -> Path:
    """Cut off before its notes, which gdb writes behind all memory."""
    copy(core, to)
    for place, *_ in segments(core, PT_NOTE):
        _write(to, place + 8, to.stat().st_size)
    return to


def without_files(core: Path, to: Path) -> Path:
    """Its notes do not list the files that were mapped: the note is of another kind."""
    copy(core, to)
    ((_, offset, _, size),) = segments(core, PT_NOTE)
    with open(to, "r+b") as file:
        file.seek(offset)
        at = file.read(size).index(NT_FILE + b"CORE\0")
        file.seek(offset + at)
        file.write(bytes(len(NT_FILE)))
    return to


def _write(core: Path, place: int, *words: int) -> Path:
    """Writes words at a place in the file."""
    with open(core, "r+b") as file:
        file.seek(place)
        file.write(struct.pack(f"<{len(words)}Q", *words))
    return core


def is_plain(session, entry) -> bool:
    """Is an object no map, and holds none? Without a map objects of its shape are lost too; behind a map in the middle
    of what was lost another object may seem to begin."""
    maps = session.layout.type("MAP_TYPE")
    words = session.process.words(entry.address - 1, entry.size // 8)
    return session.instance_type(words[0]) != maps and not any(_is_map(session, word, maps) for word in words[1:])


def _is_map(session, word, maps) -> bool:
    try:
        return word & 3 == 1 and session.instance_type(session.process.u64(word - 1)) == maps
    except Error:
        return False


def poke(core: Path, words: dict) -> Path:
    """Writes {address: word} into a copy, in place."""
    loads = segments(core)
    with open(core, "r+b") as file:
        for address, word in words.items():
            for _, offset, start, in_file in loads:
                if start <= address < start + in_file:
                    file.seek(offset + address - start)
                    file.write(struct.pack("<Q", word))
                    break
            else:
                raise LookupError(f"{address:#x} is in no segment")
    return core


class Poked(Process):
    """A process with some words changed."""

    def __init__(self, inner):
        super().__init__()
        self.inner, self.poked = inner, {}

    def fetch(self, address, size):
        data = bytearray(self.inner.fetch(address, size))
        for place, word in self.poked.items():
            if address <= place < address + len(data):
                data[place - address : place - address + 8] = word.to_bytes(8, "little")
        return bytes(data)

    def poke(self, address, word):
        self.poked[address] = word
        self._pages.clear()

    def __getattribute__(self, name):
        if name in ("regions", "symbols", "symbolize", "threads", "executable", "warnings"):
            return getattr(self.inner, name)
        return super().__getattribute__(name)
