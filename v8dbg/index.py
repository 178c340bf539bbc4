"""What was worked out of a core, kept in the user's cache folder, so that the next time it need not be. Needs numpy.

One file for each part ("graph", "dominators"): a line that names the format, a JSON header with its checksum, then
arrays as they lie in memory, each with its own. Plain data: nothing in it is ever run. Files are the user's alone,
because a core holds secrets; what somebody else owns or may write to is not used. What does not fit the core any more,
or is damaged, is taken for missing. That nothing can be kept is no error.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import stat
import struct
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np

from . import limits
from .elf_core import ElfCore
from .session import PerSession, Session
from .workers import aside, finish

Array = Any  # numpy.ndarray, whose types old numpy does not tell

LARGE = 300_000  # objects of a heap from which on it is worth it: a smaller one is read as fast again

_MAGIC = b"v8dbg index 2\n"
_HEAD = struct.Struct("<QI")  # bytes of the header, checksum
_ALIGN = 64
_BLOCK = 4096  # words that are summed up
_SAMPLES, _SAMPLE = 64, 4096  # parts of a core that are looked at, bytes of each
_SUFFIX = ".v8dbg"
_KINDS = {"uint64", "int64", "int32", "uint8", "bool"}


@dataclass(frozen=True)
class Stored:
    """One part: arrays that cannot be written to, and what fits into JSON."""

    arrays: Dict[str, Array]
    facts: Dict[str, Any]


_identities: PerSession[str] = PerSession()


def load(session: Session, part: str) -> Optional[Stored]:
    """What `save` kept of this core, None where there is nothing that can be used."""
    path = _path(session, part)
    if path is None:
        return None
    finish()  # it may be on its way
    try:
        found = _read(path, _identity(session))
        os.utime(path)  # the oldest go first
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found


def save(session: Session, part: str, arrays: Dict[str, Array], facts: Dict[str, Any]) -> bool:
    """Keeps a part; False where that cannot be: no core, no folder, no room."""
    path = _path(session, part, make=True)
    if path is None:
        return False
    header, pieces = _lay_out(arrays, {"identity": _identity(session), "facts": facts})
    whole = sum(len(piece) for piece in pieces) + len(header)
    try:
        room = os.statvfs(path.parent)
        if whole > limits.MAX_INDEX_BYTES or 2 * whole > room.f_bavail * room.f_frsize:
            return False
        _make_room(path, limits.MAX_INDEX_BYTES - whole)
        _write(path, [header, *pieces])
    except OSError:
        return False
    return True


def save_aside(session: Session, part: str, arrays: Dict[str, Array], facts: Dict[str, Any]) -> None:
    """The same while the caller goes on, who does not change the arrays any more."""
    if _path(session, part, make=True) is not None:  # asks the session, which only its own thread may
        aside(lambda: save(session, part, arrays, facts))


# -- the file ------------------------------------------------------------------------


def _lay_out(arrays: Dict[str, Array], header: Dict[str, Any]) -> Tuple[bytes, List[memoryview]]:
    """(all in front of the arrays, the arrays and what fills up between them)"""
    header["arrays"], pieces, at = {}, [], 0
    for name, given in arrays.items():
        array: Any = np.ascontiguousarray(given)
        view = memoryview(array).cast("B") if array.size else memoryview(b"")
        header["arrays"][name] = [str(array.dtype), len(array), at, _checksum(view)]
        pieces += [view, memoryview(bytes(-len(view) % _ALIGN))]
        at += len(view) + -len(view) % _ALIGN
    text = json.dumps(header).encode()
    text += b" " * (-(len(_MAGIC) + _HEAD.size + len(text)) % _ALIGN)
    return _MAGIC + _HEAD.pack(len(text), zlib.crc32(text)) + text, pieces


def _write(path: Path, pieces: List[Any]) -> None:
    """All or nothing: readers see the old file or the new one."""
    handle, name = tempfile.mkstemp(".new", path.stem + "-", path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _read(path: Path, identity: str) -> Stored:
    """Raises OSError, ValueError, KeyError, TypeError where it is not whole, or not of this core."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not _is_ours(about) or not stat.S_ISREG(about.st_mode):
            raise ValueError("another user may have written it")
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = len(_MAGIC) + _HEAD.size
    if data[: len(_MAGIC)] != _MAGIC or len(data) < start:
        raise ValueError("another format")
    length, checksum = _HEAD.unpack(data[len(_MAGIC) : start])
    text = data[start : start + length]
    if len(text) != length or zlib.crc32(text) != checksum:
        raise ValueError("damaged header")
    header = json.loads(text)
    if header["identity"] != identity:
        raise ValueError("of another core")
    arrays = {name: _array(data, start + length, *told) for name, told in dict(header["arrays"]).items()}
    return Stored(arrays, header["facts"])


def _array(data: Any, start: int, kind: str, count: int, offset: int, checksum: int) -> Array:
    if kind not in _KINDS or count < 0 or offset < 0:
        raise ValueError("no such array")
    size = count * np.dtype(kind).itemsize
    if start + offset + size > len(data):
        raise ValueError("cut off")
    if _checksum(memoryview(data)[start + offset : start + offset + size]) != checksum:
        raise ValueError("damaged")
    found: Array = np.frombuffer(data, kind, count, start + offset) if count else np.zeros(0, kind)
    return found


def _checksum(view: memoryview) -> int:
    """The CRC of the sums of an array's blocks, which are four times as fast to read as a CRC of all is."""
    count = len(view) // (8 * _BLOCK)
    words = np.frombuffer(view, np.uint64, count * _BLOCK) if count else np.zeros(0, np.uint64)
    sums = words.reshape(count, _BLOCK).sum(axis=1, dtype=np.uint64)
    return zlib.crc32(view[8 * _BLOCK * count :], zlib.crc32(sums.tobytes()))


# -- the folder ----------------------------------------------------------------------


def _path(session: Session, part: str, make: bool = False) -> Optional[Path]:
    if not session.use_index or not _identity(session):
        return None
    folder = _folder(make)
    return None if folder is None else folder / f"{_identity(session)[:32]}-{part}{_SUFFIX}"


def _folder(make: bool) -> Optional[Path]:
    """The cache folder, None where there is none that is the user's alone."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base if os.path.isabs(base) else os.path.expanduser("~/.cache")) / "v8dbg"
    try:
        if make:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        about = os.lstat(folder)
    except OSError:
        return None
    return folder if stat.S_ISDIR(about.st_mode) and _is_ours(about) else None


def _is_ours(about: os.stat_result) -> bool:
    """Does the user own it, and may nobody else even read it?"""
    return about.st_uid == os.geteuid() and not about.st_mode & 0o077


def _make_room(path: Path, room: int) -> None:
    """Removes the files that were not used for the longest time, until the rest takes no more than `room` bytes."""
    found = []
    for each in path.parent.iterdir():
        if each.suffix in (_SUFFIX, ".new") and each != path:
            about = each.lstat()
            found.append((about.st_mtime, about.st_size, each))
    taken = sum(size for _, size, _ in found)
    for _, size, each in sorted(found):
        if taken <= room:
            break
        each.unlink()
        taken -= size


# -- the core ------------------------------------------------------------------------


def _core(session: Session) -> Optional[ElfCore]:
    process = session.process
    found = process if isinstance(process, ElfCore) else getattr(process, "core", None)
    return found if isinstance(found, ElfCore) else None


def _identity(session: Session) -> str:
    """Differs for another core, other files of its program, another v8dbg, other tables. "" of what is no core."""
    known = _identities.get(session, None)
    if known is None:
        core = _core(session)
        try:
            known = _work_out(session, core) if core is not None else ""
        except OSError:  # removed in the meantime
            known = ""
        _identities[session] = known
    return known


def _work_out(session: Session, core: ElfCore) -> str:
    digest = hashlib.sha256()
    with open(core.path, "rb") as file:
        about = os.fstat(file.fileno())
        digest.update(repr((_MAGIC, about.st_size, about.st_mtime_ns, session.forced, _code())).encode())
        for number in range(_SAMPLES + 1):
            file.seek(max(0, about.st_size - _SAMPLE) * number // _SAMPLES)
            digest.update(file.read(_SAMPLE))
    for module in core.modules.all:
        digest.update(repr((module.path, module.start, module.build_id, module.file is not None)).encode())
    return digest.hexdigest()


def _code() -> List[Tuple[str, int, int]]:
    """The files of v8dbg: what another version made may be wrong, or of another shape."""
    root = Path(__file__).parent
    files = [(path, path.stat()) for path in sorted(root.rglob("*.py"))]
    return [(str(path.relative_to(root)), about.st_size, about.st_mtime_ns) for path, about in files]
