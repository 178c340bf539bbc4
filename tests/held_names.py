"""Finds the functions, closures and strings that tests/programs/names.js holds."""

import functools

import targets
from held_values import holders, value_of
from v8dbg.elf_core import ElfCore
from v8dbg.session import Session

_ADDRESSES = {}  # core: where its holders are


@functools.lru_cache(maxsize=2)
def held(version):
    """(session, [(what V8 says, the value)]) of the core of one release."""
    target = targets.core("names", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    told = target.truth["extra"]["probes"]
    if target.core not in _ADDRESSES:
        _ADDRESSES[target.core] = [each.address for each in holders(session, len(told))]
    found = [session.heap_object(address) for address in _ADDRESSES[target.core]]
    return session, [(one, value_of(holder)) for one, holder in zip(told, found)]


def of_kind(version, kind):
    return [(told, value) for told, value in held(version)[1] if told["kind"] == kind]
