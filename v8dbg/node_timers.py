"""Timers of Node.js: setTimeout and setInterval that have not come to their end.

lib/internal/timers.js keeps them in lists, one for each delay, in an object `timerListMap`. The function that
libuv's timer calls, processTimers, sees that variable, and the Environment has a handle to the function.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional, Set

from . import limits
from .constructors import function_name
from .elements import Slot
from .errors import Corrupt, NotFound
from .functions import JSFunction
from .members import variable
from .node import Environment
from .objects import HeapObject
from .primitives import HeapNumber, Oddball
from .properties import get, own_properties
from .realms import find_handle


@dataclass(frozen=True)
class Timer:
    """A Timeout: `delay` and `repeat` in milliseconds, `repeat` None of one that fires once."""

    object: HeapObject
    delay: Optional[float]
    repeat: Optional[float]
    callback: Optional[HeapObject]


def timers(environment: Environment) -> Iterator[Timer]:
    """Every timer that waits, by delay; one whose function runs now is in none of the lists."""
    found = find_handle(environment.isolate, environment.address, _is_process_timers)
    if not isinstance(found, JSFunction):
        raise NotFound("Node's own function processTimers was not found: this Node.js keeps its timers elsewhere")
    lists = variable(found.context, "timerListMap")
    if not isinstance(lists, HeapObject):
        raise Corrupt("timerListMap is no object")
    seen: Set[HeapObject] = set()
    for each in own_properties(lists):
        head = each.value
        timer = _next(head) if isinstance(head, HeapObject) else None
        while timer is not None and timer != head:
            if timer in seen or len(seen) > limits.MAX_HANDLES:
                raise Corrupt(f"the timers after {timer.address:#x} do not end")
            seen.add(timer)
            yield _timer(timer)
            timer = _next(timer)


def _is_process_timers(obj: HeapObject) -> bool:
    return isinstance(obj, JSFunction) and function_name(obj) == "processTimers"


def _value(obj: HeapObject, name: str) -> Optional[Slot]:
    found = get(obj, name)
    return None if found is None or isinstance(found.value, Oddball) else found.value


def _next(obj: HeapObject) -> Optional[HeapObject]:
    found = _value(obj, "_idleNext")
    return found if isinstance(found, HeapObject) else None


def _timer(obj: HeapObject) -> Timer:
    callback = _value(obj, "_onTimeout")
    delay, repeat = _number(_value(obj, "_idleTimeout")), _number(_value(obj, "_repeat"))
    return Timer(obj, delay, repeat, callback if isinstance(callback, HeapObject) else None)


def _number(value: Optional[Slot]) -> Optional[float]:
    if isinstance(value, HeapNumber):
        return float(value.value)
    return None if isinstance(value, HeapObject) else value
