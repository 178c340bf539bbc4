"""What heap-wide commands share: all heaps, progress on a terminal, and a plain sentence where numpy is missing."""

from __future__ import annotations

import argparse
from typing import Callable, List, TypeVar

from ..errors import NotFound
from ..heap import Heap, heaps
from ..progress import Progress
from ..session import Session

Made = TypeVar("Made")

_NUMPY = "apt-get install python3-numpy for a debugger's Python, pip install numpy for the command line"


def all_heaps(session: Session, warn: bool = True) -> List[Heap]:
    """The heap of every isolate; what each has to say becomes warnings. Raises NotFound where there is none."""
    found = list(heaps(session))
    if not found:
        raise NotFound("no isolate found: no thread has entered one")
    for heap in found:
        for text in heap.warnings if warn else ():
            session.warn(text)
    return found


def needs_numpy() -> None:
    """Raises NotFound where it is missing."""
    try:
        import numpy  # noqa: F401
    except ImportError as error:
        raise NotFound("this needs numpy, which this Python has not", _NUMPY) from error


def cache_argument(parser: argparse.ArgumentParser) -> None:
    """Adds --no-cache, of commands that may use the index."""
    parser.add_argument("--no-cache", action="store_true", help="neither use nor keep an index of the core")


def worked_out(session: Session, args: argparse.Namespace, heap: Heap, make: Callable[..., Made]) -> Made:
    """What `make(heap, progress, say)` gives, with progress on a terminal. Half of it would be wrong, not partial: so
    Ctrl-C ends it. Raises KeyboardInterrupt."""
    with progress(session, args, "heap", whole=True) as shown:
        return make(heap, shown, shown.note)


def progress(session: Session, args: argparse.Namespace, what: str, whole: bool = False) -> Progress:
    """Shown where a person reads the output. `whole`: Ctrl-C raises KeyboardInterrupt, there is no partial answer."""
    return Progress(session.process, what, args.width is not None and not args.json, whole)
