"""Prints the JavaScript and native stack of a thread, innermost frame first.

Every JavaScript frame shows its function, its arguments by name, and the line and column
that it was executing. Functions inlined by the optimizing compilers are shown, marked
in -a. Frames that are V8's own business are folded; -a shows them.
-p prints one property of each JavaScript frame and nothing else:
this, file, posn, function, arg1, arg2, … .
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Iterator, List

from .. import limits
from ..errors import NotFound, Usage
from ..frames import Frame, Stack, stack
from ..render import Line, Span
from ..session import Session
from ._frame import frame_json, frame_lines, header_json, slot_text

if TYPE_CHECKING:
    from ..process import Thread

VISIBLE = ("js", "builtin", "wasm", "native")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-a", dest="all", action="store_true", help="every frame, with pc, fp, closure and tier")
    what = "receiver, arguments, closure variables and source of each frame"
    parser.add_argument("-v", dest="verbose", action="store_true", help=what)
    parser.add_argument("-n", dest="lines", type=int, default=5, metavar="LINES", help="source lines with -v (5)")
    parser.add_argument("-f", dest="function", metavar="FUNCTION", help="only frames of this function")
    parser.add_argument("-p", dest="property", metavar="PROP", help="one property of each frame, bare")
    parser.add_argument("-t", dest="thread", metavar="THREAD", help="another thread, by number or lwp, or `all`")
    parser.add_argument("--depth", type=int, default=limits.MAX_FRAMES, metavar="N", help="at most N frames a thread")


def _threads(session: Session, wanted: str | None) -> List[Thread]:
    threads = session.process.threads()
    if not threads:
        raise NotFound("the target has no threads", "is it a core file of a process?")
    if wanted is None:
        return threads[:1]
    if wanted == "all":
        return sorted(threads, key=lambda thread: thread.id)
    if not wanted.isdigit():
        raise Usage(f"-t {wanted}: give a thread's number, its lwp, or `all`")
    number = int(wanted)
    for thread in threads:
        if number in (thread.id, thread.lwp):
            return [thread]
    known = ", ".join(f"{thread.id} (lwp {thread.lwp})" for thread in threads)
    raise NotFound(f"no thread {wanted}; there are: {known}")


def _stacks(session: Session, args: argparse.Namespace) -> Iterator[Stack]:
    if args.depth < 1:
        raise Usage(f"--depth {args.depth}: give a number of frames from 1 on")
    for thread in _threads(session, args.thread):
        found = stack(session, thread, args.depth)
        if args.function is not None:
            found.frames = [frame for frame in found.frames if args.function in (frame.function, frame.display)]
        yield found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    threads = []
    warnings: List[str] = []
    for found in _stacks(session, args):
        threads.append(
            {
                "id": found.thread.id,
                "lwp": found.thread.lwp,
                "name": found.thread.name,
                "isolate": None if found.isolate is None else f"{found.isolate.address:#x}",
                "frames": [frame_json(session, frame) for frame in found.frames],
            }
        )
        warnings.extend(found.warnings)
    return {**header_json(session), "threads": threads, "warnings": warnings}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    if args.property is not None:
        for found in _stacks(session, args):
            yield from _property(session, found, args.property)
        return
    several = args.thread == "all"
    for number, found in enumerate(_stacks(session, args)):
        if number:
            yield ""
        yield from _stack_lines(session, found, args, several)
        for warning in found.warnings:
            session.warn(warning)


def _stack_lines(session: Session, found: Stack, args: argparse.Namespace, several: bool) -> Iterator[Line]:
    thread = found.thread
    isolate = f", isolate {found.isolate.address:#x}" if found.isolate is not None else ""
    if several or args.all:
        yield [Span("heading", f"thread {thread.id} (lwp {thread.lwp}, {thread.name or 'no name'}{isolate})")]
    if several and not args.all and not found.runs_javascript:
        top = next((frame for frame in found.frames if frame.symbol), None)
        where = f" in {top.symbol.name}" if top is not None and top.symbol is not None else ""
        yield f"  {_without_javascript(found, where)}"
        return
    folded = 0
    for frame in found.frames:
        if not args.all and frame.kind not in VISIBLE and not frame.notes:  # a note says that frames are missing
            folded += 1
            continue
        if folded:
            yield _fold(folded)
            folded = 0
        yield from frame_lines(session, frame, args)
    if folded:
        yield _fold(folded)
    if not found.runs_javascript and args.function is None:
        yield _without_javascript(found, " on this thread")


def _without_javascript(found: Stack, where: str) -> str:
    if found.is_whole:
        return f"no JavaScript is running{where}"
    return f"no JavaScript was found{where}, as far as its stack was followed"


def _fold(count: int) -> Line:
    return [Span("dim", f"     ({count} internal {'frame' if count == 1 else 'frames'} elided)")]


def _property(session: Session, found: Stack, name: str) -> Iterator[Line]:
    known = ("this", "file", "posn", "function")
    is_argument = name.startswith("arg") and name[3:].isdigit()
    if name not in known and not is_argument:
        raise Usage(f"-p {name}: one of {', '.join(known)}, arg1, arg2, …")
    for frame in found.frames:
        if frame.kind not in ("js", "builtin"):
            continue
        if name == "this":
            yield slot_text(session, frame.receiver)
        elif name == "file":
            yield frame.script or "<no script>"
        elif name == "posn":
            yield _position(frame)
        elif name == "function":
            yield frame.display
        else:
            number = int(name[3:])
            if 1 <= number <= len(frame.arguments):
                yield slot_text(session, frame.arguments[number - 1].slot)
            else:
                yield "<no such argument>"


def _position(frame: Frame) -> str:
    if frame.line is None:
        return frame.script or "<no position>"
    return f"{frame.script}:{frame.line}:{frame.column}"


