"""The main context of an isolate: its global object, and Node's `process`."""

from __future__ import annotations

from .errors import NotFound
from .isolate import Isolate, find_isolates, isolate_of_thread
from .objects import HeapObject
from .process import Thread
from .scopes import Context
from .session import Session


def isolate_for(session: Session, thread: Thread) -> Isolate:
    """The isolate of a thread, of one without any the first of the process: where else should a value come from?"""
    found = isolate_of_thread(session, thread) or next(find_isolates(session), None)
    if found is None:
        raise NotFound("no isolate of V8 was found in this process")
    return found


def native_context(isolate: Isolate) -> Context:
    """The native context that was entered last."""
    context = isolate.context
    if not isinstance(context, Context):
        raise NotFound("no context was entered yet")
    last = list(context.chain())[-1]
    if not last.is_native:
        raise NotFound(f"the contexts around {context.address:#x} end without a global object")
    return last


def global_of(session: Session, thread: Thread) -> HeapObject:
    """globalThis of the main context of a thread's isolate."""
    extension = native_context(isolate_for(session, thread)).extension
    if not isinstance(extension, HeapObject):
        raise NotFound("the context has no global object")
    return extension


def process_of(session: Session, thread: Thread) -> HeapObject:
    raise NotFound("not yet")
