"""Does the heap look as the tables say? Asked before tables are trusted that were not written for the target's V8.

V8 newer than all tables gets the newest; `v8load` forces any. What no V8 changes is looked at: maps are described by
a map that describes itself, the oddballs are in the first roots and know their names, the empty string is empty
(src/heap/setup-heap-internal.cc).
"""

from __future__ import annotations

from typing import List, Optional, Tuple

from .errors import Error
from .isolate import entered_isolates, roots_offset, why_not_isolate
from .layout import Layout, newer_than_known
from .objects import HeapObject
from .primitives import Oddball
from .session import PerSession, Session
from .strings import String, text

_NAMES = {"undefined_value": "undefined", "null_value": "null", "true_value": "true", "false_value": "false"}
_KNOWN: PerSession[Tuple[int, Layout, List[str]]] = PerSession()


def untested(session: Session) -> bool:
    """Are the tables in use not those of the target's V8?"""
    return session.forced is not None or newer_than_known(session.versions.v8)


def notes(session: Session) -> List[str]:
    """What is to be said of tables that are `untested`: one sentence; none of those written for this V8."""
    if not untested(session):
        return []
    epoch, layout, said = _KNOWN.get(session, (-1, None, []))
    if epoch != session.process.epoch or layout is not session.layout:
        said = [_sentence(session)]
        _KNOWN[session] = session.process.epoch, session.layout, said
    return said


def _sentence(session: Session) -> str:
    version = "%d.%d" % session.layout.version if session.forced else "the newest tables"
    whose = f"the tables of V8 {version}" if session.forced else version
    asked = False
    for thread in session.process.threads():
        for address in entered_isolates(session, thread):
            asked = True
            reason = contradiction(session, address)
            if reason:
                return (
                    f"the heap is not as {whose} say: in the isolate at {address:#x} {reason};"
                    " what is shown of JavaScript is missing or wrong: update v8dbg, or try `v8load VERSION`"
                )
    if not asked:
        return f"no isolate was found to check {whose} against: what is shown of JavaScript may be wrong"
    return f"the heap agrees with {whose} as far as its maps, oddballs and known strings tell"


def contradiction(session: Session, address: int) -> str:
    """What at the isolate of an address cannot be if the layout is right; "" where all is well."""
    try:
        reason = why_not_isolate(session, address)
        if reason:
            return reason
        for root, name in _NAMES.items():
            oddball = _root(session, address, root)
            found = _oddball_text(session, oddball)
            if found != name:
                return f"{root} is called {found!r}"
        empty = _root(session, address, "empty_string")
        if not isinstance(empty, String) or empty.length:
            return f"the empty string at {empty.address:#x} is a {empty.type_name} that is not empty"
    except Error as error:
        return str(error)
    return ""


def _root(session: Session, address: int, name: str) -> HeapObject:
    layout = session.layout
    place = address + roots_offset(session) + 8 * layout.constant("root_index", name)
    return session.heap_object(session.process.u64(place))


def _oddball_text(session: Session, oddball: HeapObject) -> Optional[str]:
    """What String(oddball) gives; None where it is no string."""
    if not isinstance(oddball, Oddball):
        return None
    found = session.value(oddball.word(session.layout.offset("Oddball", "to_string")))
    return text(found) if isinstance(found, String) else None
