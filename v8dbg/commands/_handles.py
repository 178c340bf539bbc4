"""How handles and requests of Node.js are shown: shared by getactivehandles and getactiverequests."""

from __future__ import annotations

import argparse
from typing import Any, Callable, Iterator, Tuple

from ..errors import Error
from ..node import Environment, Handle, environment
from ..preview import preview, value_json
from ..render import Line, Span
from ..session import Session
from . import _threads

List = Callable[[Environment], Iterator[Handle]]


def rows(session: Session, args: argparse.Namespace, listed: List) -> Iterator[Tuple[int, Handle]]:
    """(thread, handle) of all; a broken list gives what is before the break and a warning."""
    for thread in _threads.each(session, args):
        some = args.thread == "all"
        try:
            for handle in listed(environment(session, thread)):
                some = True
                yield thread.id, handle
        except Error as error:
            if not some:
                raise
            session.warn(f"thread {thread.id}: {error}")


def row_json(session: Session, thread: int, handle: Handle) -> dict[str, Any]:
    found = {"thread": thread, "kind": handle.kind, "object": f"{handle.object.address:#x}"}
    found.update(wrap=f"{handle.wrap:#x}", owner=value_json(session, handle.owner))
    return found


def row_line(session: Session, handle: Handle, notes: str = "") -> Line:
    return [
        Span("address", f"{handle.owner.address:#x} "),
        Span("name", f"{handle.kind:<14} "),
        preview(session, handle.owner),
        Span("dim", notes),
    ]
