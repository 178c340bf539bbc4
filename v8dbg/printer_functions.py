"""What util.inspect says of functions and classes; where generators are suspended and who waits on a promise."""

from __future__ import annotations

from typing import Callable, List

from . import constructors
from .containers import JSBoundFunction, JSGeneratorObject, JSPromise
from .functions import JSFunction
from .maps import prototype, prototype_chain
from .objects import HeapObject
from .primitives import AccessorInfo, AccessorPair
from .printer_names import Names
from .printer_walk import Body, Printer, Shape, prints
from .promises import suspended_at, waiting
from .properties import get
from .strings import String, text

_MORE_WAITERS = 20  # who waits on one promise is listed so far


def function(printer: Printer, view: HeapObject, names: Names) -> Shape:
    """A function, a class, a bound function, or an object of C++ that can be called."""
    kind = view.shared.kind if isinstance(view, JSFunction) else ""
    base = _class(view, names) if "Constructor" in kind else _function(printer, view, names, kind)
    shape = Shape(base=base, alone=base)
    if printer.at_top and not printer.options.plain:
        shape.added = _about(printer, view)
    return shape


def _class(view: HeapObject, names: Names) -> str:
    own = get(view, "name")
    base = f"class {(_name(view) if own else '') or '(anonymous)'}"
    if names.constructor not in ("Function", None):
        base += f" [{names.constructor}]"
    if names.tag and names.constructor != names.tag:
        base += f" [{names.tag}]"
    above = prototype(view)
    if names.constructor is None or above is None:
        return f"[{base} extends [null prototype]]"
    superclass = _name(above)
    return f"[{base} extends {superclass}]" if superclass else f"[{base}]"


def _function(printer: Printer, view: HeapObject, names: Names, kind: str) -> str:
    word = ("Async" if "Async" in kind else "") + ("Generator" if "Generator" in kind else "") + "Function"
    name = _name(view)
    null = " (null prototype)" if names.constructor is None else ""
    base = f"[{word}{null}: {name}]" if name else f"[{word}{null} (anonymous)]"
    if names.constructor not in (word, None):
        base += f" {names.constructor}"
    if names.tag and names.constructor != names.tag:
        base += f" [{names.tag}]"
    return base


def _name(view: HeapObject) -> str:
    """`f.name`; where a getter of the program would say, the name in the source."""
    for holder in prototype_chain(view):
        found = get(holder, "name")
        if found is None:
            continue
        value = found.value
        if isinstance(value, String):
            return text(value)
        if isinstance(value, AccessorInfo):
            return constructors.function_name(holder)
        if isinstance(value, AccessorPair):
            return constructors.declared_name(view) if isinstance(view, JSFunction) else ""
        if isinstance(value, (int, float)):
            return str(value)
        return constructors.declared_name(view) if isinstance(view, JSFunction) else ""
    return ""


def _about(printer: Printer, view: HeapObject) -> List[Callable[[List[str], int], Body]]:
    """Slots of the function that was asked for."""
    if isinstance(view, JSBoundFunction):
        bound = view
        return [
            lambda output, times: printer.named("[TargetFunction]", lambda: bound.bound_target_function, output, times),
            lambda output, times: printer.named("[BoundThis]", lambda: bound.bound_this, output, times),
            lambda output, times: _arguments(printer, bound, output, times),
        ]
    return []


def _arguments(printer: Printer, view: JSBoundFunction, output: List[str], times: int) -> Body:
    parts: List[str] = []
    words = view.arguments
    printer.indentation += 2
    for word in words:
        shown = printer.start_word(word, times)
        parts.append(shown if isinstance(shown, str) else (yield shown))
    printer.indentation -= 2
    output.append(f"[[BoundArgs]]: [ {', '.join(parts)} ]" if parts else "[[BoundArgs]]: []")


# -- generators and promises ---------------------------------------------------------------


@prints(JSGeneratorObject)
def _generator(printer: Printer, view: JSGeneratorObject, names: Names) -> Shape:
    start = names.style if names.constructor != "Object" or names.tag else ""
    shape = Shape(start + "{", alone=start + "{}")
    if not printer.options.plain:
        shape.added.append(lambda output, times: _state(view, output))
    return shape


def _state(view: JSGeneratorObject, output: List[str]) -> Body:
    state = view.state
    output.append(f"<{state} at {suspended_at(view)}>" if state == "suspended" else f"<{state}>")
    yield from ()


def waiters(view: JSPromise, output: List[str]) -> Body:
    """Who goes on when the promise is settled, one entry each."""
    for number, waiter in enumerate(waiting(view)):
        if number == _MORE_WAITERS:
            output.append("<more wait>")
            break
        output.append(f"<{waiter}>")
    yield from ()
