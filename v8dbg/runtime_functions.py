"""Names of V8's runtime functions, by number: kIntrinsicFunctions in src/runtime/runtime.cc.

The table is in the binary, a row of 32 bytes a function: number, kind, name, entry, arguments. It has a local
symbol; in a stripped binary it is searched for.
"""

from __future__ import annotations

import struct
from typing import List, Tuple

from .errors import Error
from .limits import MAX_RUNTIME_FUNCTIONS
from .process import Process
from .session import PerSession, Session

_SYMBOL = "_ZN2v88internalL19kIntrinsicFunctionsE"
_ROW = 32
_ENOUGH = 64  # rows that follow on one another prove that it is the table
_CHUNK = 8 << 20

_known: PerSession[Tuple[int, List[str]]] = PerSession()


def runtime_functions(session: Session) -> List[str]:
    """The names by number, empty where the table is not found."""
    epoch, found = _known.get(session, (-1, []))
    if epoch == -1:
        start = session.process.symbols(_SYMBOL).get(_SYMBOL) or _search(session.process)
        found = _names(session.process, start) if start else []
        _known[session] = 0, found
    return found


def runtime_name(session: Session, number: int) -> str:
    """Name of a runtime function, its number where the table is not found."""
    names = runtime_functions(session)
    return names[number] if 0 <= number < len(names) else f"runtime function {number}"


def _names(process: Process, start: int) -> List[str]:
    found: List[str] = []
    for number in range(MAX_RUNTIME_FUNCTIONS):
        row = process.read_some(start + number * _ROW, _ROW)
        if len(row) < _ROW:
            break
        own, kind, name = struct.unpack_from("<IIQ", row)
        if own != number or kind > 1:
            break
        try:
            found.append(process.cstring(name, 128).decode("latin-1"))
        except Error:
            break
    return found


def _search(process: Process) -> int:
    """Where the table is, 0 where it is not: its numbers count up from 0, its first names can be read."""
    row = struct.pack("<II", 1, 0)
    for region in process.regions():
        if not region.path or "w" in region.flags:
            continue
        for start in range(region.start, region.end, _CHUNK):
            data = process.read_some(start, min(_CHUNK + _ENOUGH * _ROW, region.end - start))
            at = data.find(row)
            while at >= 0:
                if at >= _ROW and at % 8 == 0 and _counts(data, at - _ROW):
                    if len(_names(process, start + at - _ROW)) >= _ENOUGH:
                        return start + at - _ROW
                at = data.find(row, at + 1)
    return 0


def _counts(data: bytes, at: int) -> bool:
    rows = min(_ENOUGH, (len(data) - at) // _ROW)
    return rows > 8 and all(struct.unpack_from("<I", data, at + n * _ROW)[0] == n for n in range(rows))
