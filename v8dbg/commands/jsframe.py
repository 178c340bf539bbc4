"""Prints one frame of the stack by its frame pointer, with all that -v of jsstack shows.

FP is what `jsstack -a` prints as fp. An optimized frame stands for every function that was
inlined into it: all of them are printed, innermost first.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Iterator, List, Tuple

from ..errors import NotFound, Usage
from ..frames import Frame, stack
from ..render import Line
from ..session import Session
from ._frame import frame_json, frame_lines, header_json

if TYPE_CHECKING:
    from ..process import Thread


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fp", metavar="FP", help="the frame pointer, as `jsstack -a` prints it")
    parser.add_argument("-a", dest="all", action="store_true", help="with pc, fp, closure and tier")
    parser.add_argument("-n", dest="lines", type=int, default=5, metavar="LINES", help="source lines (5)")


def _find(session: Session, text: str) -> Tuple[Thread, List[Frame]]:
    try:
        fp = int(text, 16)
    except ValueError:
        raise Usage(f"jsframe {text}: give a frame pointer in hexadecimal") from None
    for thread in session.process.threads():
        found = [frame for frame in stack(session, thread).frames if frame.fp == fp and not frame.is_async]
        if found:
            return thread, found
    raise NotFound(f"no frame of any thread has the frame pointer {fp:#x}", "`jsstack -a -t all` lists them")


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    thread, found = _find(session, args.fp)
    frames = [frame_json(session, frame) for frame in found]
    return {**header_json(session), "thread": thread.id, "frames": frames, "warnings": []}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    args.verbose = True
    for frame in _find(session, args.fp)[1]:
        yield from frame_lines(session, frame, args)
