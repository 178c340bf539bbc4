"""Heap snapshot files: one for each isolate, readable by their owner alone, in place only when they are complete.

They have every string of the heap, and so its secrets.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import tempfile
from dataclasses import dataclass
from typing import Any, BinaryIO, Callable, Iterator, List, Optional, cast

import numpy as np

from .errors import Error, NotFound, Usage
from .graph import Graph, graph_of, read_only
from .heap import Heap
from .progress import Told as Progress
from .progress import part
from .reach import live, root_nodes
from .roots import roots_of
from .snapshot import Anchor, Snapshot, anchors, snapshot, string_anchors
from .snapshot_writer import Summary, write

STRING_LIMIT = 1024  # characters of a string that V8 writes (--heap-snapshot-string-limit)
_READING, _NAMING, _WRITING = (0.0, 0.35), (0.35, 0.6), (0.6, 1.0)  # shares of the work, about
_COMPRESSION = 3  # of gzip: higher levels take several times as long for a few percent


@dataclass
class Written:
    """One file."""

    path: str
    heap: Heap
    size: int  # bytes of the file
    summary: Summary


def paths(path: str, count: int) -> List[str]:
    """FILE, and for further isolates FILE-2, FILE-3, … before the suffix .heapsnapshot."""
    base, ending = path, ""
    for known in (".heapsnapshot.gz", ".heapsnapshot"):
        if path.endswith(known):
            base, ending = path[: -len(known)], known
            break
    return [path] + [f"{base}-{number}{ending}" for number in range(2, count + 1)]


def prepare(path: str, count: int, force: bool) -> List[str]:
    """The files that will be written. Raises Usage where one is there already and `force` does not allow that."""
    found = paths(os.path.expanduser(path), count)
    for each in found:
        if os.path.lexists(each) and not (os.path.isfile(each) or os.path.islink(each)):
            raise Usage(f"{each} is no ordinary file: give the name of one that is to be made")
        if os.path.lexists(each) and not force:
            raise Usage(f"{each} is there already", "give another name, or --force to replace it")
    folder = os.path.dirname(os.path.abspath(found[0]))
    if not os.path.isdir(folder):
        raise NotFound(f"there is no folder {folder}")
    return found


def save(
    heap: Heap, path: str, limit: int = STRING_LIMIT, zipped: bool = False, everything: bool = False,
    progress: Optional[Progress] = None,
) -> Written:
    """Writes the snapshot of one heap. `limit` cuts strings, 0 leaves them whole.

    `everything`: objects that nothing reaches too, held by a root of their own. Raises Error."""
    step = _steps(heap, progress)
    made = make(heap, limit, everything, step)
    with _file(path) as out:
        summary = _written(made, out, zipped, step(*_WRITING))
        size = out.tell()
    return Written(path, heap, size, summary)


def _steps(heap: Heap, progress: Optional[Progress]) -> Callable[[float, float], Optional[Progress]]:
    """Gives the progress of a step of the work, by the shares at which it begins and ends."""
    size = heap.size
    return lambda low, high: part(progress, low, high, size)


def make(
    heap: Heap, limit: int, everything: bool = False,
    step: Callable[[float, float], Optional[Progress]] = lambda low, high: None,
) -> Snapshot:
    """The snapshot, ready to be written."""
    graph = graph_of(heap, step(*_READING))
    if not len(graph):
        raise NotFound("the heap has no object that can be read")
    roots = roots_of(heap)
    alive = live(graph, roots) | read_only(graph)
    held = anchors(roots, root_nodes(graph, roots), alive) + string_anchors(graph, alive)
    if everything:
        held.append(_unreachable(graph, alive))
        alive = np.ones(len(graph), bool)
    return snapshot(graph, held, alive, limit, step(*_NAMING))


def _unreachable(graph: Graph, alive: Any) -> Anchor:
    dead = np.nonzero(~alive)[0]
    return Anchor("(Unreachable)", dead, np.ones(len(dead), bool), None)


def _written(made: Snapshot, out: BinaryIO, zipped: bool, progress: Optional[Progress]) -> Summary:
    if not zipped:
        return write(made, out, progress)
    with gzip.GzipFile("", "wb", _COMPRESSION, out) as packed:
        return write(made, cast(BinaryIO, packed), progress)


@contextlib.contextmanager
def _file(path: str) -> Iterator[BinaryIO]:
    """A new file for its owner alone, that takes its name when all is well. Raises Error where it cannot be written."""
    folder, name = os.path.split(os.path.abspath(path))
    scratch = ""
    try:
        number, scratch = tempfile.mkstemp(prefix=f".{name}-", dir=folder)  # mode 0600
        with open(number, "wb") as out:
            yield out
        os.replace(scratch, path)
        scratch = ""
    except OSError as error:
        raise Error(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if scratch:
            with contextlib.suppress(OSError):
                os.unlink(scratch)
