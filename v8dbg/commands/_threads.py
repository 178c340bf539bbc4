"""-t THREAD of commands that tell of an isolate: the current thread's, another's, or all that have one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Iterator

from ..errors import Usage
from ..frame_values import current_thread, thread_numbered
from ..isolate import Isolate, isolate_of_thread
from ..realms import is_in_use
from ..session import Session

if TYPE_CHECKING:
    from ..process import Thread


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds -t."""
    parser.add_argument("-t", dest="thread", metavar="THREAD", help="another thread, by number or lwp, or `all`")


def each(session: Session, args: argparse.Namespace) -> Iterator[Thread]:
    """The thread that was asked for; of `all` one of each isolate that is in use."""
    if args.thread is None:
        yield current_thread(session)
    elif args.thread != "all":
        if not args.thread.isdigit():
            raise Usage(f"-t {args.thread}: give a thread's number, its lwp, or `all`")
        yield thread_numbered(session, int(args.thread))
    else:
        found: dict[Isolate, Thread] = {}
        for thread in session.process.threads():
            isolate = isolate_of_thread(session, thread)
            if isolate is not None:
                found.setdefault(isolate, thread)
        # a worker that begins, or has ended, has an isolate of which there is nothing to tell
        yield from [thread for isolate, thread in found.items() if is_in_use(isolate)] or found.values()
