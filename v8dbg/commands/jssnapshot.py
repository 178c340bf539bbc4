"""Writes the heap as a .heapsnapshot, which Chrome DevTools and memlab open as if the process had written it.

One file for each isolate: FILE, FILE-2, … Only what V8 would show is in it: what roots keep alive. The files have the
strings of the process, secrets among them, and nobody but their owner may read them. An object's @id in DevTools leads
back here: `--id 12345` prints its address, for jsprint.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..errors import NotFound, Usage
from ..render import Line, Span
from ..session import Session
from . import _heaps


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", nargs="?", metavar="FILE", help="what to write, as app.heapsnapshot")
    add("--gzip", action="store_true", help="compress it")
    add("--strings", type=int, metavar="LENGTH", help="cut strings to so many characters (1024; 0 leaves them whole)")
    add("--all", action="store_true", help="objects that nothing refers to any more too")
    add("--force", action="store_true", help="replace files that are there already")
    add("--id", type=int, metavar="ID", help="write nothing: print the address of the object that is @ID in DevTools")
    _heaps.cache_argument(parser)


def _write(session: Session, args: argparse.Namespace) -> List[Any]:
    """What was written: snapshot_file.Written."""
    if not args.file:
        raise Usage("give the name of a file to write, as app.heapsnapshot")
    if args.strings is not None and args.strings < 0:
        raise Usage(f"--strings {args.strings}: give a number of characters, 0 for all")
    _heaps.needs_numpy()
    from .. import snapshot_file

    heaps = _heaps.all_heaps(session)
    limit = snapshot_file.STRING_LIMIT if args.strings is None else args.strings
    found: List[Any] = []
    for heap, path in zip(heaps, snapshot_file.prepare(args.file, len(heaps), args.force)):
        try:
            with _heaps.progress(session, args, "heap", whole=True) as progress:
                found.append(snapshot_file.save(heap, path, limit, args.gzip, args.all, progress))
        except KeyboardInterrupt:
            whole = "".join(f", {each.path} is whole" for each in found)
            raise KeyboardInterrupt(f"{progress.ended}: {path} was not written{whole}") from None
    return found


def _addresses(session: Session, number: int) -> List[str]:
    """Of each isolate that has an object of that id."""
    _heaps.needs_numpy()
    from .. import snapshot

    found = [f"{address:#x}" for heap in _heaps.all_heaps(session) for address in snapshot.addresses_of(heap, number)]
    if not found:
        raise NotFound(f"no object has the id {number}", "ids are those of a file that jssnapshot wrote of this target")
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    if args.id is not None:
        return {"id": args.id, "addresses": _addresses(session, args.id)}
    files = []
    for each in _write(session, args):
        told = each.summary
        files.append({
            "path": each.path, "isolate": f"{each.heap.isolate.address:#x}", "file_bytes": each.size,
            "nodes": told.nodes, "edges": told.edges, "strings": told.strings, "objects": told.objects,
            "bytes": told.bytes, "unreachable": told.unreachable,
        })
    return {"files": files}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    if args.id is not None:
        for address in _addresses(session, args.id):
            yield [Span("address", address)]
        return
    for each in _write(session, args):
        told = each.summary
        yield f"{each.path}: {each.size:,} bytes"
        left_out = f", {told.unreachable:,} left out that nothing keeps alive" if told.unreachable else ""
        yield f"  {told.objects:,} objects of {told.bytes:,} bytes, {told.edges:,} references{left_out}"
