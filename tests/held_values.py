"""Finds the values that tests/programs/values.js holds, by reading the whole heap and nothing of its structure."""

import functools
import struct

import targets
from v8dbg import constructors
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.properties import get
from v8dbg.session import Session

PREFIX = "V8dbgProbe"
_ADDRESSES = {}  # core and when it was made, for one that is removed is made anew: where its holders are
LARGEST = 1 << 26  # bytes of one region of the heap


@functools.lru_cache(maxsize=2)
def held(version):
    """(session, [(what V8 says, the object that holds the value)]) of the core of one release."""
    target = targets.core("values", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    told = target.truth["probes"]
    made = target.core, target.core.stat().st_mtime_ns
    if made not in _ADDRESSES:
        _ADDRESSES[made] = [each.address for each in holders(session, len(told))]
    return session, [(one, session.heap_object(address)) for one, address in zip(told, _ADDRESSES[made])]


def holders(session, count):
    """Every object whose class is named V8dbgProbe…, in order.

    An object that was moved leaves a dead copy behind: the live ones lie side by side in the list that holds them."""
    names, places = {}, {}
    for address, map_word in objects_of(session, "JS_OBJECT_TYPE"):
        if map_word not in names:
            names[map_word] = class_of(session, address)
        if names[map_word].startswith(PREFIX):
            places[address] = int(names[map_word][len(PREFIX) :])
    for _, words in memory(session):
        for at, word in enumerate(words):
            if places.get(word) == 0 and [places.get(w) for w in words[at : at + count]] == list(range(count)):
                return [session.heap_object(w) for w in words[at : at + count]]
    found = len(set(places.values()))
    raise AssertionError(f"{found} of {count} found, and no list that holds them; classes: {set(names.values())}")


def memory(session):
    """(address, words) of every writable region that belongs to no file."""
    for region in session.process.regions():
        if "w" in region.flags and not region.path and region.end - region.start < LARGEST:
            data = session.process.read_some(region.start, region.end - region.start)
            yield region.start, struct.unpack(f"<{len(data) // 8}Q", data[: len(data) // 8 * 8])


def objects_of(session, type_name):
    """(tagged address, map word) of what looks like an object of a type."""
    wanted, known = session.layout.type(type_name), {}
    for start, words in memory(session):
        for at, word in enumerate(words):
            if word & 3 != 1 or known.get(word) is False or word >> 47 or word < 1 << 16:
                continue
            if word not in known:
                known[word] = is_map_of(session, word, wanted)
            if known[word]:
                yield start + 8 * at + 1, word


def is_map_of(session, word, wanted):
    try:
        return session.instance_type(word) == wanted and session.class_of_map(word) is not None
    except Error:
        return False


def class_of(session, address):
    try:
        return constructors.constructor_name(session.heap_object(address)) or ""
    except Error:
        return ""


def value_of(holder):
    """The value that a probe holds: an int, a float or a view."""
    return get(holder, "value").value
