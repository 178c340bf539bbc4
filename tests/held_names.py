"""Finds the functions, closures and strings that tests/programs/names.js holds."""

import functools

import targets
from held_values import holders, value_of
from v8dbg.elf_core import ElfCore
from v8dbg.session import Session

_ADDRESSES = {}  # core and when it was made, for one that is removed is made anew: where its holders are


@functools.lru_cache(maxsize=2)
def held(version):
    """(session, [(what V8 says, the value)]) of the core of one release."""
    target = targets.core("names", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    told = target.truth["extra"]["probes"]
    made = target.core, target.core.stat().st_mtime_ns
    if made not in _ADDRESSES:
        _ADDRESSES[made] = [each.address for each in holders(session, len(told))]
    found = [session.heap_object(address) for address in _ADDRESSES[made]]
    return session, [(one, value_of(holder)) for one, holder in zip(told, found)]


def of_kind(version, kind):
    return [(told, value) for told, value in held(version)[1] if told["kind"] == kind]
