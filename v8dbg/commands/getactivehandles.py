"""Lists the handles that keep the event loop alive, as process._getActiveHandles() does, without running code.

Each line has the address of what the program knows it by (a Server, a Socket, …), the class of the handle and a
preview. -a lists every handle, those that are unref'ed or closing too. --timers adds the timers, which share
one handle.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..jsnumbers import number_text
from ..node import Environment, Handle, environment
from ..node_timers import timers
from ..preview import preview, value_json
from ..render import Line, Span
from ..session import Session
from . import _handles, _threads


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-a", dest="all", action="store_true", help="those that do not keep the loop alive too")
    parser.add_argument("--timers", action="store_true", help="the timers too, each with its delay in milliseconds")
    _threads.arguments(parser)


def _listed(args: argparse.Namespace) -> _handles.List:
    def listed(found: Environment) -> Iterator[Handle]:
        return (handle for handle in found.handles() if args.all or handle.is_active)

    return listed


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = []
    for thread, handle in _handles.rows(session, args, _listed(args)):
        row = _handles.row_json(session, thread, handle)
        row.update(uv_type=handle.uv_type, uv_handle=f"{handle.uv_handle:#x}", state=handle.state)
        row.update(ref=handle.refed, active=handle.is_active)
        found.append(row)
    return {"handles": found, **({"timers": list(_timers_json(session, args))} if args.timers else {})}


def _timers_json(session: Session, args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for thread in _threads.each(session, args):
        for timer in timers(environment(session, thread)):
            row = {"thread": thread.id, "object": f"{timer.object.address:#x}", "delay": timer.delay}
            row["repeat"] = timer.repeat
            row["callback"] = None if timer.callback is None else value_json(session, timer.callback)
            yield row


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    count = 0
    for _, handle in _handles.rows(session, args, _listed(args)):
        count += 1
        notes = "" if handle.refed else "  unref"
        yield _handles.row_line(session, handle, notes + ("" if handle.state == "initialized" else f"  {handle.state}"))
    if not count:
        timers_too = "" if args.timers else " (timers share one: --timers lists them)"
        yield f"no handle keeps the event loop alive{timers_too}" if not args.all else "there are no handles"
    for thread in _threads.each(session, args) if args.timers else ():
        for timer in timers(environment(session, thread)):
            how = "every" if timer.repeat else "after"
            when = "" if timer.delay is None else f"{how} {number_text(timer.delay)} ms "
            called = "" if timer.callback is None else preview(session, timer.callback)
            yield [Span("address", f"{timer.object.address:#x} "), Span("name", f"{'Timeout':<14} "), when + called]
