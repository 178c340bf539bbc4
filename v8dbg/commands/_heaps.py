"""What heap-wide commands share: all heaps, progress on a terminal, and a plain sentence where numpy is missing."""

from __future__ import annotations

import argparse
from typing import List

from ..errors import NotFound
from ..heap import Heap, heaps
from ..progress import Progress
from ..session import Session

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


def progress(session: Session, args: argparse.Namespace, what: str) -> Progress:
    """Shown where a person reads the output."""
    return Progress(session.process, what, shown=args.width is not None and not args.json)
