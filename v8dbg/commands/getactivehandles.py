"""Lists the handles that keep the event loop alive, as process._getActiveHandles() does, without running code.

Each line has the address of what the program knows it by (a Server, a Socket, …), the class of the handle and a
preview. -a lists every handle, those that are unref'ed or closing too. Timers are no handles of their own.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..node import Environment, Handle
from ..render import Line
from ..session import Session
from . import _handles, _threads


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-a", dest="all", action="store_true", help="those that do not keep the loop alive too")
    _threads.arguments(parser)


def _listed(args: argparse.Namespace) -> _handles.List:
    def listed(environment: Environment) -> Iterator[Handle]:
        return (handle for handle in environment.handles() if args.all or handle.is_active)

    return listed


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = []
    for thread, handle in _handles.rows(session, args, _listed(args)):
        row = _handles.row_json(session, thread, handle)
        row.update(uv_type=handle.uv_type, uv_handle=f"{handle.uv_handle:#x}", state=handle.state)
        row.update(ref=handle.refed, active=handle.is_active)
        found.append(row)
    return {"handles": found}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    count = 0
    for _, handle in _handles.rows(session, args, _listed(args)):
        count += 1
        notes = "" if handle.refed else "  unref"
        yield _handles.row_line(session, handle, notes + ("" if handle.state == "initialized" else f"  {handle.state}"))
    if not count:
        yield "no handle keeps the event loop alive" if not args.all else "there are no handles"
