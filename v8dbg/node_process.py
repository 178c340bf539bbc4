"""What Node.js knows of its own process: version, command line, title, environment variables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Optional

from . import limits
from .elements import elements
from .errors import Error, Fault
from .objects import HeapObject
from .process import Thread
from .properties import get, named_properties
from .realms import process_of
from .session import Session
from .strings import String, text


@dataclass
class ProcessInfo:
    """As the properties of the same names of JavaScript's `process`; None and [] where they could not be read."""

    object: HeapObject
    pid: Optional[int] = None
    title: Optional[str] = None
    version: Optional[str] = None
    arch: Optional[str] = None
    platform: Optional[str] = None
    exec_path: Optional[str] = None
    argv: List[str] = field(default_factory=list)
    exec_argv: List[str] = field(default_factory=list)
    versions: Dict[str, str] = field(default_factory=dict)


def process_info(session: Session, thread: Thread) -> ProcessInfo:
    """What the `process` object of a thread's isolate says; what of it cannot be read becomes a warning."""
    obj = process_of(session, thread)
    info = ProcessInfo(obj)
    try:
        info.pid = _number(obj, "pid")
        info.version, info.arch, info.platform = (_string(obj, name) for name in ("version", "arch", "platform"))
        info.exec_path = _string(obj, "execPath")
        info.argv, info.exec_argv = _strings(obj, "argv"), _strings(obj, "execArgv")
        info.versions = _versions(obj)
    except Error as error:
        session.warn(f"the process object at {obj.address:#x} was not read to its end: {error}")
    info.title = _title(session)
    return info


def _value(obj: HeapObject, name: str) -> object:
    found = get(obj, name)
    return None if found is None else found.value


def _string(obj: HeapObject, name: str) -> Optional[str]:
    value = _value(obj, name)
    return text(value) if isinstance(value, String) else None


def _number(obj: HeapObject, name: str) -> Optional[int]:
    value = _value(obj, name)
    return int(value) if isinstance(value, (int, float)) else None


def _strings(obj: HeapObject, name: str) -> List[str]:
    value = _value(obj, name)
    return [text(e) for _, e in elements(value) if isinstance(e, String)] if isinstance(value, HeapObject) else []


def _versions(obj: HeapObject) -> Dict[str, str]:
    value = _value(obj, "versions")
    found: Dict[str, str] = {}
    for each in named_properties(value) if isinstance(value, HeapObject) else ():
        version = each.value
        if isinstance(version, String):
            found[each.name] = text(version)
    return found


def _title(session: Session) -> Optional[str]:
    """process.title: libuv's copy (process_title in deps/uv/src/unix/proctitle.c), None in a stripped program."""
    process = session.process
    for name in ("process_title", "process_title.0"):
        place = process.symbols(name).get(name)
        if place is not None:
            try:
                return process.cstring(process.u64(place), limits.MAX_NAME).decode("utf-8", "replace")
            except Fault:
                return None
    return None


def environment_variables(session: Session) -> Dict[str, str]:
    """The process's environment variables as they are now. Raises NotFound, Fault.

    process.env of the main thread is these; each worker has a copy of its own."""
    process = session.process
    place = next(iter(process.symbols("environ").values()), None) or process.symbols("__environ").get("__environ")
    if place is None:
        raise Fault(0, "the program has no `environ`: its C library is unknown")
    found: Dict[str, str] = {}
    pointer = process.u64(place)
    for number in range(limits.MAX_VARIABLES):
        word = process.u64(pointer + 8 * number)
        if not word:
            break
        name, equals, value = process.cstring(word, limits.MAX_VARIABLE).partition(b"=")
        if equals:
            found[name.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
    return found
