"""Numbers of builtins to names: the isolate's own table of where each builtin starts.

IsolateData::builtin_entry_table_ (src/execution/isolate-data.h) has one address a builtin, in
the order of enum Builtin. It is found by what it holds: it is the only long run of addresses
inside the embedded builtins.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

from .codespace import code_space
from .errors import NotFound
from .isolate import Isolate
from .session import PerSession, Session

_SEARCHED = 1 << 15  # words of the isolate that are looked through
_RUN = 400  # entries at least: V8 has had more than a thousand builtins since 6.0, the tier-0 table has a few dozen

_tables: PerSession[Dict[int, Tuple[int, List[int]]]] = PerSession()  # by isolate: when it was, what was found


def builtin_name(session: Session, isolate: Isolate, number: int) -> str:
    """Name of the builtin with a number, such as "ArrayMap". Raises NotFound."""
    tables, now = _tables.setdefault(session, {}), session.process.epoch
    epoch, entries = tables.get(isolate.address, (-1, []))
    if not entries and epoch != now:
        entries = _find(session, isolate)
        tables[isolate.address] = now, entries
    if not 0 <= number < len(entries):
        raise NotFound(f"the isolate at {isolate.address:#x} has no builtin {number}")
    found = code_space(session).at(entries[number]).builtin
    if found is None:
        raise NotFound(f"builtin {number} at {entries[number]:#x} has no name in this binary")
    return found.name


def _find(session: Session, isolate: Isolate) -> List[int]:
    """The entries of the table; none where there is none, as in an isolate that is being made."""
    space = code_space(session)
    run: List[int] = []
    for word in session.process.some_words(isolate.address, _SEARCHED):
        if word > 1 << 16 and not word & 31 and space.at(word).builtin is not None:
            run.append(word)
            continue
        if len(run) >= _RUN:
            return run
        run = []
    return []
