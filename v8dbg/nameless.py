"""Builtins of a stripped binary: found through the isolate, told apart by what they do.

The isolate has the address of each (IsolateData::builtin_entry_table_, src/execution/isolate-data.h),
in the order of enum Builtin, which differs between any two versions. Their names are lost, but for
the few whose part in a stack is plain from their code or from the interpreter's table of handlers.
"""

from __future__ import annotations

from typing import Dict, List

from .isolate import Isolate
from .mapped import MappedModules
from .session import Session

_SEARCHED = 1 << 15  # words of the isolate that are looked through
_RUN = 400  # entries at least; V8 has had more than a thousand builtins since 6.0
_ALIGNMENT = 32  # of builtins: kCodeAlignment, src/common/globals.h
_LOAD_DISPATCH_TABLE = bytes.fromhex("4d8bbd")  # mov r15, [r13 + disp32]: the interpreter loads its table
# push rbp; mov rbp, rsp; push the marker: the entries from C++ (Generate_JSEntryVariant)
_ENTRIES = {bytes.fromhex("554889e56a02"): "JSEntry", bytes.fromhex("554889e56a04"): "JSConstructEntry"}
_HANDLERS = 3 * 256  # entries of the interpreter's table


def by_isolate(session: Session, isolate: Isolate, mapped: MappedModules) -> Dict[int, str]:
    """Start -> name of every builtin that an isolate has; the names are ours, "builtin 7" for most."""
    starts = _entries(session, isolate, mapped)
    named: Dict[int, str] = {}
    for number, start in enumerate(starts):
        head = session.process.read_some(start, 6)
        named.setdefault(start, _ENTRIES.get(head, f"builtin {number}"))
    for start in _handlers(session, isolate, sorted(named)):
        if start in named:
            named[start] += " Handler"
    return named


def _entries(session: Session, isolate: Isolate, mapped: MappedModules) -> List[int]:
    """The longest run of aligned addresses of code, [] where none is long enough."""
    data = session.process.read_some(isolate.address, 8 * _SEARCHED)
    best: List[int] = []
    run: List[int] = []
    for word in memoryview(data[: len(data) // 8 * 8]).cast("Q"):
        region = mapped.region(word) if word >> 16 and not word % _ALIGNMENT else None
        if region is not None and "x" in region.flags:
            run.append(word)
            continue
        if len(run) > len(best):
            best = run
        run = []
    return best if len(best) >= _RUN else []


def _handlers(session: Session, isolate: Isolate, starts: List[int]) -> List[int]:
    """Where the handlers of bytecodes begin."""
    if not starts:
        return []
    process = session.process
    code = process.read_some(starts[0], starts[-1] - starts[0])
    at = code.find(_LOAD_DISPATCH_TABLE)
    while at >= 0:
        place = isolate.root_register + int.from_bytes(code[at + 3 : at + 7], "little", signed=True)
        if process.readable(place, 8) and process.readable(process.u64(place), 8 * _HANDLERS):
            table = process.words(process.u64(place), _HANDLERS)
            if sum(starts[0] <= word <= starts[-1] for word in table) > _HANDLERS // 2:
                return [word for word in table if word]
        at = code.find(_LOAD_DISPATCH_TABLE, at + 1)
    return []
