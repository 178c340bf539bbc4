"""Numbers of builtins to names: the isolate's own table of where each builtin starts.

IsolateData::builtin_entry_table_ (src/execution/isolate-data.h) has one address a builtin, in
the order of enum Builtin. It is found by what it holds: it is the only long run of addresses
inside the embedded builtins.
"""

from __future__ import annotations

from typing import List

from .codespace import code_space
from .errors import NotFound
from .isolate import Isolate
from .session import PerSession, Session

_SEARCHED = 1 << 15  # words of the isolate that are looked through
_RUN = 400  # entries at least: V8 has had more than a thousand builtins since 6.0, the tier-0 table has a few dozen

_tables: PerSession[dict[int, List[int]]] = PerSession()


def builtin_name(session: Session, isolate: Isolate, number: int) -> str:
    """Name of the builtin with a number, such as "ArrayMap". Raises NotFound."""
    table = _tables.setdefault(session, {})
    if isolate.address not in table:
        table[isolate.address] = _find(session, isolate)
    entries = table[isolate.address]
    if not 0 <= number < len(entries):
        raise NotFound(f"the isolate at {isolate.address:#x} has no builtin {number}")
    found = code_space(session).at(entries[number]).builtin
    if found is None:
        raise NotFound(f"builtin {number} at {entries[number]:#x} has no name in this binary")
    return found.name


def _find(session: Session, isolate: Isolate) -> List[int]:
    data = session.process.read_some(isolate.address, 8 * _SEARCHED)
    words = [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data) - 7, 8)]
    space = code_space(session)
    run: List[int] = []
    for word in words:
        if word > 1 << 16 and not word & 31 and space.at(word).builtin is not None:
            run.append(word)
            continue
        if len(run) >= _RUN:
            return run
        run = []
    raise NotFound(f"the isolate at {isolate.address:#x} has no table of builtins")
