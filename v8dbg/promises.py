"""Where async functions and generators are suspended, and what waits on a promise.

src/objects/js-generator.tq, src/objects/promise.tq: a pending promise has a chain of
PromiseReactions, the newest first. Each has a handler for either outcome: a function of the
program, or one of V8's own that resumes an async function or counts for Promise.all.
"""

from __future__ import annotations

from typing import Iterator, List, Optional

from . import limits, scripts
from .async_stack import builtin_of, combinator_of, generator_of
from .callees import Callees
from .containers import JSPromise
from .errors import Corrupt, NotFound
from .functions import JSFunction, debug_name
from .isolate import find_isolates
from .objects import HEAP_TAG, HeapObject, Value
from .shared import SharedFunctionInfo

_SETTLES = {  # V8's own handlers, by the name of their builtin
    "PromiseCapabilityDefaultResolve": "resolves another promise",
    "PromiseCapabilityDefaultReject": "rejects another promise",
    "PromiseThenFinally": "finally",
    "PromiseCatchFinally": "finally",
    "PromiseValueThunkFinally": "finally",
    "PromiseThrowerFinally": "finally",
    "AsyncFromSyncIteratorUnwrap": "an iterator of for await",
}


def function_place(function: JSFunction) -> str:
    """name (file:line:column) of a function's head, as a line of Error.stack has it."""
    shared = function.shared
    return _named(debug_name(function), shared, shared.positions[0] if shared.positions else None)


def _named(name: str, shared: SharedFunctionInfo, offset: Optional[int]) -> str:
    script = shared.script
    if script is None:
        return name or "<anonymous>"
    where = scripts.name_or_source_url(script) or "<anonymous>"
    if offset is not None:
        line, column = scripts.position(script, offset)
        where = f"{where}:{line}:{column}"
    return f"{name} ({where})" if name else where


def suspended_at(generator: HeapObject) -> str:
    """name (file:line:column) of the yield or await that a generator or async function stopped at. Raises Corrupt."""
    session, layout = generator.session, generator.session.layout
    function = session.value(generator.word(layout.offset("JSGeneratorObject", "function")))
    if not isinstance(function, JSFunction):
        raise Corrupt(f"the generator {generator.address:#x} has no function")
    stored = session.value(generator.word(layout.offset("JSGeneratorObject", "input_or_debug_pos")))
    if not isinstance(stored, int):
        raise Corrupt(f"the generator {generator.address:#x} is not suspended")
    callees = Callees()
    # stored relative to the tagged start of the bytecode array
    offset = stored - (layout.offset("BytecodeArray", "data") - HEAP_TAG)
    place = callees.at_bytecode(callees.of_function(function), offset)
    return _named(debug_name(function), function.shared, place[0] if place else None)


def waiting(promise: JSPromise) -> Iterator[str]:
    """Who waits on a pending promise, in the order in which they will run; nobody on a settled one."""
    if promise.state != "pending":
        return
    for reaction in reversed(_reactions(promise)):
        yield from _waiters(reaction)


def _reactions(promise: JSPromise) -> List[HeapObject]:
    found: List[HeapObject] = []
    value: Value = promise.reactions_or_result
    while isinstance(value, HeapObject):
        if value.type_name != "PROMISE_REACTION_TYPE" or len(found) > limits.MAX_ARRAY:
            raise Corrupt(f"{value.address:#x} stands among the reactions of promise {promise.address:#x}")
        found.append(value)
        value = _field(value, "next")
    return found


def _field(reaction: HeapObject, name: str) -> Value:
    return reaction.session.value(reaction.word(reaction.session.layout.offset("PromiseReaction", name)))


def _waiters(reaction: HeapObject) -> Iterator[str]:
    fulfil, reject = _field(reaction, "fulfill_handler"), _field(reaction, "reject_handler")
    generator = generator_of(fulfil)
    if generator is not None:
        yield f"awaited by {suspended_at(generator)}"
        return
    known = _own_handler(fulfil, reject)
    if known:
        yield known
        return
    shown = False
    for word, handler in (("then", fulfil), ("catch", reject)):
        if isinstance(handler, JSFunction):
            yield f"{word}: {function_place(handler)}"
            shown = True
        elif isinstance(handler, HeapObject) and handler.type_name == "JS_BOUND_FUNCTION_TYPE":
            yield f"{word}: a bound function"
            shown = True
    if not shown:
        yield "another promise"


def _own_handler(fulfil: Value, reject: Value) -> str:
    """What handlers of V8's own do, "" of functions of the program."""
    if not isinstance(fulfil, JSFunction) or fulfil.has_user_code:
        return ""
    try:
        for isolate in find_isolates(fulfil.session):
            combinator = combinator_of(isolate, fulfil, reject)
            if combinator:
                return f"Promise.{combinator}"
            return _SETTLES.get(builtin_of(isolate, fulfil), "")
    except (NotFound, Corrupt):
        return ""
    return ""
