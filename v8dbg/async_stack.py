"""The async functions that wait for the one that runs now.

V8 adds them under the physical frames of Error.stack: CaptureAsyncStackTrace in
src/execution/isolate.cc. The microtask that runs now leads to the promise of the async
function on the stack; that promise's only reaction leads to the function that awaits it,
and so on, through Promise.all, allSettled and any.

No number of a builtin is known here, since they change with every version: the await closures
are recognised by their context, which has the generator in its extension slot, a combinator's by
the name of its builtin, which the isolate's own table leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional, Tuple

from . import limits
from .builtin_table import builtin_name
from .errors import Corrupt, NotFound
from .functions import JSFunction
from .isolate import Isolate
from .objects import HeapObject, Value
from .scopes import Context
from .session import Session

# The builtin behind one element of a combinator -> the combinator's name
_COMBINATORS = {
    "PromiseAllResolveElementClosure": "all",
    "PromiseAllSettledResolveElementClosure": "allSettled",
    "PromiseAllKeyedResolveElementClosure": "allKeyed",
    "PromiseAllSettledKeyedResolveElementClosure": "allSettledKeyed",
}
_COMBINATORS_BY_REJECT = {"PromiseAnyRejectElementClosure": "any"}
_GENERATORS = ("JS_ASYNC_FUNCTION_OBJECT_TYPE", "JS_ASYNC_GENERATOR_OBJECT_TYPE")
_TASKS = ("PROMISE_FULFILL_REACTION_JOB_TASK_TYPE", "PROMISE_REJECT_REACTION_JOB_TASK_TYPE")
_EXECUTING = -2  # JSGeneratorObject::kGeneratorExecuting: src/objects/js-generator.tq
_PENDING = 0  # Promise::kPending: include/v8-promise.h


@dataclass
class AsyncFrame:
    """A function that waits: a suspended generator, or one element of a promise combinator."""

    generator: Optional[HeapObject] = None
    combinator: str = ""  # all, allSettled, any


def _field(view: HeapObject, cls: str, name: str) -> Value:
    return view.session.value(view.word(view.session.layout.offset(cls, name)))


def _object(view: HeapObject, cls: str, name: str) -> HeapObject:
    value = _field(view, cls, name)
    if not isinstance(value, HeapObject):
        raise Corrupt(f"{cls}.{name} of {view.address:#x} is the number {value}")
    return value


def current_microtask(session: Session, isolate: Isolate) -> Optional[HeapObject]:
    """The promise reaction job that the isolate runs now, None where it runs none.

    It is a root of the heap (Heap::current_microtask); found by its type, which no other root has."""
    wanted = {session.layout.type(name) for name in _TASKS if session.layout.has(name)}
    for name in ("PROMISE_RESOLVE_THENABLE_JOB_TASK_TYPE", "ASYNC_RESUME_TASK_TYPE"):
        if session.layout.has(name):
            wanted.add(session.layout.type(name))
    for _, word in isolate.roots():
        if word & 3 != 1:
            continue
        try:
            found = session.heap_object(word)
        except (Corrupt, NotFound):
            continue
        if found.instance_type in wanted:
            return found
    return None


def generator_of(handler: Value) -> Optional[HeapObject]:
    """The generator that an await closure resumes, None where the handler is no such closure."""
    if not isinstance(handler, JSFunction) or handler.has_user_code:
        return None
    context = handler.context
    if not isinstance(context, Context) or not context.has_extension:
        return None
    extension = context.extension
    if isinstance(extension, HeapObject) and extension.type_name in _GENERATORS:
        return extension
    return None


def _promise_of(generator: HeapObject) -> Optional[HeapObject]:
    """The promise that the caller of an async function or generator holds."""
    if generator.type_name == "JS_ASYNC_FUNCTION_OBJECT_TYPE":
        return _object(generator, "JSAsyncFunctionObject", "promise")
    request = _object(generator, "JSAsyncGeneratorObject", "queue")
    if request.type_name != "ASYNC_GENERATOR_REQUEST_TYPE":
        return None  # undefined: nobody waits
    return _object(request, "AsyncGeneratorRequest", "promise")


def _is_promise(value: Value) -> bool:
    return isinstance(value, HeapObject) and value.type_name == "JS_PROMISE_TYPE"


def _start(task: HeapObject) -> Optional[HeapObject]:
    """The promise to start from, as V8's TryGetCurrentTaskPromise finds it."""
    if task.type_name == "ASYNC_RESUME_TASK_TYPE":
        generator = _object(task, "AsyncResumeTask", "generator")
        return _promise_of(generator) if _executing(generator) else None
    if task.type_name == "PROMISE_RESOLVE_THENABLE_JOB_TASK_TYPE":
        return _object(task, "PromiseResolveThenableJobTask", "promise_to_resolve")
    running = generator_of(_field(task, "PromiseReactionJobTask", "handler"))
    if running is not None:
        return _promise_of(running) if _executing(running) else None
    promise = _field(task, "PromiseReactionJobTask", "promise_or_capability")
    return promise if isinstance(promise, HeapObject) and _is_promise(promise) else None


def _executing(generator: HeapObject) -> bool:
    return _field(generator, "JSGeneratorObject", "continuation") == _EXECUTING


def async_frames(session: Session, isolate: Isolate) -> Iterator[AsyncFrame]:
    """The functions that wait for the running microtask, nearest first. Raises Corrupt, Fault."""
    task = current_microtask(session, isolate)
    promise = _start(task) if task is not None else None
    for _ in range(limits.MAX_ASYNC_FRAMES):
        if promise is None:
            return
        reaction = _only_reaction(promise)
        if reaction is None:
            return
        frame, promise = _follow(isolate, reaction)
        if frame is not None:
            yield frame


def _only_reaction(promise: HeapObject) -> Optional[HeapObject]:
    flags = _field(promise, "JSPromise", "flags")
    if not isinstance(flags, int) or flags & 3 != _PENDING:
        return None
    reaction = _field(promise, "JSPromise", "reactions_or_result")
    if not isinstance(reaction, HeapObject) or reaction.type_name != "PROMISE_REACTION_TYPE":
        return None
    return reaction if isinstance(_field(reaction, "PromiseReaction", "next"), int) else None


def _follow(isolate: Isolate, reaction: HeapObject) -> Tuple[Optional[AsyncFrame], Optional[HeapObject]]:
    """(the frame that a reaction stands for, the promise to go on with)."""
    handler = _field(reaction, "PromiseReaction", "fulfill_handler")
    generator = generator_of(handler)
    if generator is not None:
        return AsyncFrame(generator), _promise_of(generator)
    on_reject = _field(reaction, "PromiseReaction", "reject_handler")
    combinator = combinator_of(isolate, handler, on_reject)
    if combinator:
        counter = on_reject if combinator == "any" else handler
        return AsyncFrame(combinator=combinator), _of_context(counter, "PROMISE_CAPABILITY_TYPE")
    if builtin_of(isolate, handler) == "PromiseCapabilityDefaultResolve":
        return None, _of_context(handler, "JS_PROMISE_TYPE")
    following = _field(reaction, "PromiseReaction", "promise_or_capability")
    return None, _promise_in(following)


def combinator_of(isolate: Isolate, fulfil: Value, reject: Value) -> str:
    """all, allSettled or any, where the handlers of a reaction count the elements of one; else ""."""
    found = _COMBINATORS.get(builtin_of(isolate, fulfil), "")
    # Promise.any passes its promise's own resolve function on and counts rejections
    return found or _COMBINATORS_BY_REJECT.get(builtin_of(isolate, reject), "")


def builtin_of(isolate: Isolate, closure: Value) -> str:
    """Name of the builtin that a closure runs, "" of anything else."""
    number = closure.shared.builtin_id if isinstance(closure, JSFunction) else None
    return "" if number is None else builtin_name(isolate.session, isolate, number)


def _promise_in(value: Value) -> Optional[HeapObject]:
    """A promise, or the promise of a capability."""
    if not isinstance(value, HeapObject):
        return None
    if value.type_name == "PROMISE_CAPABILITY_TYPE":
        value = _object(value, "PromiseCapability", "promise")
    return value if _is_promise(value) else None


def _of_context(closure: Value, wanted: str) -> Optional[HeapObject]:
    """The promise in the first slot of a closure's context that holds one of the wanted type."""
    assert isinstance(closure, JSFunction)
    context = closure.context
    # a combinator's closure that was already called has the native context, and leads nowhere
    if not isinstance(context, Context) or context.type_name == "NATIVE_CONTEXT_TYPE":
        return None
    for word in context.slots():
        value = closure.session.value(word)
        if isinstance(value, HeapObject) and value.type_name == wanted:
            return _promise_in(value)
    return None
