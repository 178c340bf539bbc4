"""What tests/programs/v8level.js holds, and the objects of V8 that are reached from there."""

import functools

import targets
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.expressions import evaluate
from v8dbg.fields import object_size
from v8dbg.session import Session

BYTES = ("STRING_TYPE", "BYTE_ARRAY_TYPE", "DOUBLE_ARRAY_TYPE", "BYTECODE_ARRAY_TYPE", "CODE_TYPE", "STREAM_TYPE")
ENOUGH = 6000  # objects
OF_A_TYPE = 100


@functools.lru_cache(maxsize=2)
def opened(version):
    """(session, {name: what JavaScript says}) of the core of one release."""
    target = targets.core("v8level", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    return session, target.truth["extra"]["values"]


def value(version, name):
    return evaluate(opened(version)[0], f"global.v8dbgHeld.{name}")


@functools.lru_cache(maxsize=2)
def live(version):
    """{instance type: up to 100 objects} that are reached from the program's values, whatever the words are."""
    session = opened(version)[0]
    pending = [evaluate(session, "global.v8dbgHeld"), evaluate(session, "process")]
    seen, found = {each.address for each in pending}, {}
    while pending and len(seen) < ENOUGH:
        each = pending.pop()
        of_type = found.setdefault(each.type_name, [])
        if len(of_type) < OF_A_TYPE:
            of_type.append(each)
        pending += [inner for inner in referred(session, each) if new(seen, inner)]
    return found


def new(seen, view):
    fresh = view.address not in seen
    seen.add(view.address)
    return fresh


def referred(session, view):
    """Objects at the tagged words of an object: those that are none because the bytes are raw lead nowhere."""
    try:
        size = 8 if view.type_name.endswith(BYTES) else min(object_size(view), 8 * 400)
        words = session.process.words(view.start, size // 8)
    except Error:  # raw bytes that looked like a pointer
        words = ()
    for word in words:
        if word & 3 == 1 and 1 << 16 < word < 1 << 47:
            try:
                inner = session.heap_object(word)
                object_size(inner)
                yield inner
            except Error:  # raw bytes that look like a pointer
                continue
