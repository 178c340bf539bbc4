"""Prints where the bytes of a Buffer are, and how many.

VALUE is a Buffer, any other typed array, a DataView, an ArrayBuffer or a SharedArrayBuffer. -s prints the address
alone, -x dumps the first 256 bytes or as many as -l says, -o FILE writes all of them to a file.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..buffer_facts import Bytes, buffer_bytes, hex_rows
from ..errors import Corrupt, Usage
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from . import _values

_SHOWN = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-s", dest="short", action="store_true", help="only the address of the bytes")
    parser.add_argument("-x", dest="dump", action="store_true", help="the bytes in hexadecimal")
    parser.add_argument("-l", dest="length", type=int, metavar="BYTES", help=f"how many bytes -x shows ({_SHOWN})")
    parser.add_argument("-o", dest="file", metavar="FILE", help="write the bytes to a file")


def _buffers(session: Session, args: argparse.Namespace) -> Iterator[Bytes]:
    if args.file is not None and len(args.values) > 1:
        raise Usage("-o FILE takes one VALUE")
    if args.length is not None and args.length < 0:
        raise Usage(f"-l {args.length}: give a number of bytes")
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no Buffer")
        yield buffer_bytes(value)


def _shown(found: Bytes, args: argparse.Namespace) -> int:
    return min(found.length, _SHOWN if args.length is None else args.length)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    buffers = []
    for found in _buffers(session, args):
        entry: dict[str, Any] = {"object": f"{found.view.address:#x}", "kind": found.kind, "length": found.length}
        entry["address"] = f"{found.address:#x}" if found.address else None
        entry["detached"], entry["on_heap"] = found.detached, found.on_heap
        if found.buffer is not None:
            place = {"address": f"{found.buffer.address:#x}", "length": found.buffer.size, "offset": found.offset}
            entry["buffer"] = place
        missing = found.missing
        if missing is not None:
            session.warn(_missing(found, missing))
        elif args.dump:
            entry["bytes"] = found.read(_shown(found, args)).hex()
        if args.file is not None:
            entry["written"] = _write(found, args.file)
        buffers.append(entry)
    return {"buffers": buffers}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for found in _buffers(session, args):
        if args.short:
            yield f"{found.address:#x}"
        else:
            yield _line(found)
        missing = found.missing
        if missing is not None:
            session.warn(_missing(found, missing))
        if args.dump:
            yield from hex_rows(session, found.address, _shown(found, args))
        if args.file is not None:
            yield f"{_write(found, args.file)} bytes written to {args.file}"


def _line(found: Bytes) -> Line:
    if found.detached:
        return [f"{found.kind} at {found.view.address:#x}: detached, it has no bytes any more"]
    where = " on V8's heap" if found.on_heap else ""
    if found.buffer is not None and not found.on_heap:
        where = f", at {found.offset} of the {found.buffer.size} of ArrayBuffer {found.buffer.address:#x}"
    what = f": {found.length} bytes of {found.kind} {found.view.address:#x}"
    return [Span("address", f"{found.address:#x}"), what, where]


def _missing(found: Bytes, address: int) -> str:
    return f"the bytes of {found.view.address:#x} are not all in the target: none at {address:#x}"


def _write(found: Bytes, path: str) -> int:
    if found.detached:
        raise Corrupt(f"{found.view.address:#x} is detached: there are no bytes to write")
    chunks = list(found.chunks())  # all of them first: no half of a file
    try:
        with open(path, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
    except OSError as error:
        raise Usage(f"cannot write {path}: {error.strerror}") from None
    return sum(map(len, chunks))
