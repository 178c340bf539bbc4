"""[[Internal]] slots of objects, by the names that Chrome's console gives them, and by the specification's.

src/runtime/runtime-debug.cc (Runtime::GetInternalProperties), src/inspector/v8-debugger.cc.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Tuple, Type

from . import scripts
from .buffers import JSArrayBuffer
from .containers import (
    JSBoundFunction,
    JSCollection,
    JSCollectionIterator,
    JSDate,
    JSGeneratorObject,
    JSPrimitiveWrapper,
    JSPromise,
    JSProxy,
    JSWeakCollection,
    JSWeakRef,
    JSWrappedFunction,
)
from .errors import NotFound
from .functions import JSFunction
from .isolate import oddball
from .maps import prototype
from .members import Entries, Found, Part, no_such
from .objects import HeapObject
from .properties import global_object
from .session import Session
from .strings import MadeString

Read = Callable[[Any], Found]
_COLLECTIONS = (JSCollection, JSWeakCollection, JSCollectionIterator)
_FUNCTION_NAMES = {"FunctionLocation": "function"}


def slot(session: Session, found: Found, name: str) -> Found:
    """What `found.[[name]]` is. Raises NotFound where it has no such slot, and says which it has."""
    if not isinstance(found, HeapObject):
        raise NotFound("it has no internal slots" if isinstance(found, Part) else "a number has no internal slots")
    known = _slots_of(found)
    if name not in known:
        if not known:
            raise NotFound(f"{found.type_name} has no internal slots")
        raise no_such(f"no such internal slot, there are {', '.join(f'[[{each}]]' for each in known)}", name, known)
    return known[name](found)


def _slots_of(obj: HeapObject) -> Dict[str, Read]:
    found: Dict[str, Read] = {}
    for classes, slots in _SLOTS:
        if isinstance(obj, classes):
            found.update(slots)
    if obj.type_name.startswith("JS_") or "_JS_" in obj.type_name:
        if not isinstance(obj, JSProxy):
            found["Prototype"] = _prototype
    return found


def _null(obj: HeapObject) -> HeapObject:
    return oddball(obj.session, "null_value")


def _undefined(obj: HeapObject) -> HeapObject:
    return oddball(obj.session, "undefined_value")


def _boolean(obj: HeapObject, answer: bool) -> HeapObject:
    return oddball(obj.session, "true_value" if answer else "false_value")


def _prototype(obj: HeapObject) -> Found:
    found = prototype(global_object(obj))
    return _null(obj) if found is None else found


def _entries(obj: Any) -> Found:
    every: List[Tuple[int, ...]] = list(obj.entries())
    return Entries(obj, every)


def _promise_result(obj: JSPromise) -> Found:
    return _undefined(obj) if obj.state == "pending" else obj.result


def _location(obj: JSFunction) -> Found:
    shared = obj.shared
    script, places = shared.script, shared.positions
    if script is None or places is None:
        raise NotFound("it has no source: it is a builtin or a callback in C++")
    line, column = scripts.position(script, places[0])
    return MadeString(obj.session, f"{scripts.name_or_source_url(script) or '<anonymous>'}:{line}:{column}")


def _is_revoked(obj: JSProxy) -> Found:
    handler = obj.handler
    return _boolean(obj, not isinstance(handler, HeapObject) or handler.type_name == "ODDBALL_TYPE")


def _kind(obj: JSCollectionIterator) -> Found:
    return MadeString(obj.session, "entries" if obj.is_entries else "keys" if "_KEY_" in obj.type_name else "values")


def _has_more(obj: JSCollectionIterator) -> Found:
    return _boolean(obj, next(iter(obj.entries()), None) is not None)


_Classes = Tuple[Type[HeapObject], ...]
_SLOTS: Tuple[Tuple[_Classes, Dict[str, Read]], ...] = (
    (_COLLECTIONS, {"Entries": _entries}),
    ((JSCollectionIterator,), {
        "IteratorHasMore": _has_more,
        "IteratorIndex": lambda obj: obj.index,
        "IteratorKind": _kind,
    }),
    ((JSPromise,), {
        "PromiseState": lambda obj: MadeString(obj.session, obj.state),
        "PromiseResult": _promise_result,
    }),
    ((JSProxy,), {
        "Target": lambda obj: obj.target,
        "ProxyTarget": lambda obj: obj.target,
        "Handler": lambda obj: obj.handler,
        "ProxyHandler": lambda obj: obj.handler,
        "IsRevoked": _is_revoked,
    }),
    ((JSBoundFunction,), {
        "TargetFunction": lambda obj: obj.bound_target_function,
        "BoundTargetFunction": lambda obj: obj.bound_target_function,
        "BoundThis": lambda obj: obj.bound_this,
        "BoundArgs": lambda obj: obj.bound_arguments,
        "BoundArguments": lambda obj: obj.bound_arguments,
    }),
    ((JSWrappedFunction,), {
        "TargetFunction": lambda obj: obj.wrapped_target_function,
        "WrappedTargetFunction": lambda obj: obj.wrapped_target_function,
    }),
    ((JSPrimitiveWrapper,), {"PrimitiveValue": lambda obj: obj.value}),
    ((JSWeakRef,), {"WeakRefTarget": lambda obj: obj.target}),
    ((JSDate,), {"DateValue": lambda obj: obj.milliseconds}),
    ((JSGeneratorObject,), {
        "GeneratorState": lambda obj: MadeString(obj.session, obj.state),
        "GeneratorFunction": lambda obj: obj.function,
        "GeneratorReceiver": lambda obj: obj.receiver,
        "Scopes": lambda obj: obj.context,
    }),
    ((JSFunction,), {"FunctionLocation": _location, "Scopes": lambda obj: obj.context}),
    ((JSArrayBuffer,), {
        "ArrayBufferByteLength": lambda obj: obj.size,
        "ArrayBufferData": lambda obj: MadeString(obj.session, f"{obj.backing_store:#x}"),
    }),
)  # fmt: skip
