"""Every root of an isolate's heap: what keeps objects alive without being in an object of the heap itself.

As Heap::IterateRoots visits them (src/heap/heap.cc), category by category. Weak roots are listed too, and marked.
"""

from __future__ import annotations

from functools import partial
from typing import Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from . import handle_names, isolate_roots
from .errors import Error
from .handles import Handle, eternal_handles, global_handles, persistent_handles, scope_handles, traced_handles
from .heap import Heap
from .isolate_roots import Place
from .session import PerSession
from .stack_roots import stack_roots


class Root(NamedTuple):
    """One root: a word outside of the heap that refers to an object in it."""

    kind: str  # a key of KINDS
    name: str  # what it is called: a root's name, "frame 3 count: this", "active handle TCP"
    place: int  # address of the word that holds it
    target: int  # the tagged word
    strong: bool


# kind -> as V8 calls the category in heap snapshots: ROOT_ID_LIST in src/objects/visitors.h
KINDS: Dict[str, str] = {
    "root table": "(Strong roots)",
    "builtins": "(Builtins)",
    "bootstrapper": "(Bootstrapper)",
    "compilation cache": "(Compilation cache)",
    "stack": "(Stack roots)",
    "stack (conservative)": "(Stack roots)",
    "thread": "(Stack roots)",
    "handle scope": "(Handle scope)",
    "compile job": "(Handle scope)",
    "global handle": "(Global handles)",
    "eternal handle": "(Eternal handles)",
    "traced handle": "(Traced handles)",
    "microtask": "(Micro tasks)",
    "strong roots": "(Strong roots)",
    "object cache": "(Startup object cache)",
}
_TABLES: Dict[str, Callable[[Heap], Iterable[Place]]] = {
    "microtask": isolate_roots.microtasks,
    "thread": isolate_roots.thread_local,
    "bootstrapper": isolate_roots.bootstrapper,
    "compilation cache": isolate_roots.compilation_cache,
    "strong roots": isolate_roots.strong_roots,
    "root table": isolate_roots.table,
    "builtins": isolate_roots.builtins,
    "object cache": isolate_roots.object_caches,
}
_roots: PerSession[Tuple[int, Dict[int, Tuple[Heap, List[Root], List[str]]]]] = PerSession()


def roots_of(heap: Heap) -> List[Root]:
    """The roots of a heap, kept until the target runs. A category that cannot be read becomes a warning of the session.

    What says most to a reader comes first: what Node.js and the stack hold, V8's own tables last."""
    epoch, known = _roots.get(heap.session, (-1, {}))
    if epoch != heap.session.process.epoch:
        epoch, known = heap.session.process.epoch, {}
        _roots[heap.session] = epoch, known
    kept = known.get(heap.address)
    if kept is None or kept[0] is not heap:
        with heap.session.noted() as notes:
            kept = known[heap.address] = heap, list(_find(heap)), notes
    for text in kept[2]:
        heap.session.warn(text)
    return kept[1]


def _find(heap: Heap) -> Iterator[Root]:
    yield from _guarded(heap, "global handles", lambda: _global(heap))
    yield from _guarded(heap, "stacks", lambda: _stacks(heap))
    yield from _guarded(heap, "handle scopes", lambda: _handles(heap, "handle scope", scope_handles(heap)))
    yield from _guarded(heap, "compile jobs", lambda: _handles(heap, "compile job", persistent_handles(heap)))
    yield from _guarded(heap, "eternal handles", lambda: _handles(heap, "eternal handle", eternal_handles(heap)))
    yield from _guarded(heap, "traced handles", lambda: _handles(heap, "traced handle", traced_handles(heap)))
    for kind, find in _TABLES.items():
        yield from _guarded(heap, kind, partial(_places, heap, kind, find))


def _guarded(heap: Heap, what: str, find: Callable[[], Iterable[Root]]) -> Iterator[Root]:
    try:
        yield from list(find())
    except Error as error:
        heap.session.warn(f"roots are missing, {what} could not be read: {error}")


def _global(heap: Heap) -> Iterator[Root]:
    found = global_handles(heap)
    if found is None:
        heap.session.warn("roots are missing: the global handles of the isolate were not found")
        return
    named = handle_names.names(heap, found)
    for each in found:
        name = named.get(each.node, "persistent handle" if each.strong else "weak handle")
        yield Root("global handle", name, each.node, each.word, each.strong)


def _stacks(heap: Heap) -> Iterator[Root]:
    for each in stack_roots(heap):
        yield Root("stack" if each.exact else "stack (conservative)", each.name, each.place, each.word, True)


def _handles(heap: Heap, kind: str, found: Optional[List[Handle]]) -> Iterator[Root]:
    if found is None:
        heap.session.warn(f"roots are missing: the {kind}s of the isolate were not found")
    for each in found or ():
        yield Root(kind, kind, each.node, each.word, each.strong)


def _places(heap: Heap, kind: str, find: Callable[[Heap], Iterable[Place]]) -> Iterator[Root]:
    for each in find(heap):
        yield Root(kind, each.name, each.place, each.word, each.strong)
