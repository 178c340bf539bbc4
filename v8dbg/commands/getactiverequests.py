"""Lists the requests that are under way (files, name lookups, writes, …), as process._getActiveRequests() does.

Each line has the address of the request's object or of what owns it, its class and a preview.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..node import Environment
from ..render import Line
from ..session import Session
from . import _handles, _threads


def arguments(parser: argparse.ArgumentParser) -> None:
    _threads.arguments(parser)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = _handles.rows(session, args, Environment.requests)
    return {"requests": [_handles.row_json(session, thread, request) for thread, request in found]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    count = 0
    for _, request in _handles.rows(session, args, Environment.requests):
        count += 1
        yield _handles.row_line(session, request)
    if not count:
        yield "no request is under way"
