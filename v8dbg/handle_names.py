"""What Node.js uses a global handle for: which C++ object has it, as far as memory tells.

A BaseObject (src/base_object.h) has the handle of its JavaScript object, which has a pointer back to it in an internal
field. Others are fields of the node::Environment, or of its Realm.
"""

from __future__ import annotations

from typing import Dict, Iterable

from .brief import brief_object
from .constructors import function_name, map_constructor_name
from .errors import Error
from .functions import JSFunction
from .handles import Handle
from .heap import Heap
from .isolate_members import is_pointer
from .node import Environment
from .objects import HeapObject
from .realms import environment_of, fields_with_handles, native_context, node_fact

_WIDTH = 40  # characters of a name, about
_INTERNAL_FIELDS = 8  # words of an API object behind its header that are asked


def names(heap: Heap, handles: Iterable[Handle]) -> Dict[int, str]:
    """Address of a handle's word -> what it is: "active handle TCP", "wrapper ContextifyScript", "processTimers"."""
    held = {each.node: each for each in handles}
    found: Dict[int, str] = {}
    try:
        environment = environment_of(native_context(heap.isolate))
        slot = node_fact(heap.session, "BaseObject.persistent_handle")
    except Error:
        return found
    _fields(heap, environment, held, found)
    _wrappers(heap, slot, held, found)
    _lists(Environment(heap.session, heap.isolate, environment), slot, found)
    return found


def _fields(heap: Heap, environment: int, held: Dict[int, Handle], found: Dict[int, str]) -> None:
    for pointer in fields_with_handles(heap.isolate, environment):
        if pointer in held:
            try:
                view = heap.session.heap_object(held[pointer].word)
                found[pointer] = f"Node's own {_what(view)}"
            except Error:
                found[pointer] = "Node's own"


def _what(view: HeapObject) -> str:
    if isinstance(view, JSFunction):
        return f"function {function_name(view)}".rstrip()
    if view.type_name == "JS_BOUND_FUNCTION_TYPE":
        return brief_object(view, _WIDTH)
    if view.type_name == "NATIVE_CONTEXT_TYPE":
        return "main context"
    return map_constructor_name(view) if view.type_name.startswith("JS_") else view.type_name[:-5].lower()


def _wrappers(heap: Heap, slot: int, held: Dict[int, Handle], found: Dict[int, str]) -> None:
    header = heap.session.layout.offset("JSObject", "elements") + 8
    for each in held.values():
        try:
            view = heap.session.heap_object(each.word)
            if not view.type_name.startswith("JS_") or isinstance(view, JSFunction):
                continue
            for word in heap.session.process.some_words(view.start + header, _INTERNAL_FIELDS):
                if is_pointer(word) and heap.session.process.some_words(word + slot, 1) == (each.node,):
                    found[each.node] = f"C++ object of {map_constructor_name(view)}"
                    break
        except Error:
            continue


def _lists(environment: Environment, slot: int, found: Dict[int, str]) -> None:
    read = environment.session.process.u64
    try:
        for each in environment.handles():
            found[read(each.wrap + slot)] = f"{'active ' if each.is_active else ''}handle {each.kind}"
        for each in environment.requests():
            found[read(each.wrap + slot)] = f"request {each.kind}"
    except Error as error:
        environment.session.warn(f"handles and requests of Node.js were not all named: {error}")
