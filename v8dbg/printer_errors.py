"""What util.inspect says of errors: class, message, stack, cause and aggregated errors (formatError, improveStack)."""

from __future__ import annotations

import re
from typing import Dict, List, Optional, Tuple

from . import constructors
from .errors import Error
from .functions import JSFunction
from .js_errors import call_sites, stack_text
from .jsnumbers import number_text
from .maps import prototype_chain
from .objects import HeapObject
from .primitives import AccessorInfo, AccessorPair, is_undefined
from .printer_names import Names
from .printer_walk import Entry, Printer, Shape
from .properties import Property, get, lookup
from .stack_lines import stack_line
from .strings import String, text

_NATIVE = ("JS_ERROR_TYPE", "JS_AGGREGATE_ERROR_TYPE")
_ERROR_LIKE = re.compile(r"([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)")
_ERROR_WORD = re.compile(r"([a-z_A-Z0-9-]*Error)\Z")
_AT = "\n    at"


def is_error(printer: Printer, view: HeapObject) -> bool:
    """Was it made as an error, or does it inherit from Error.prototype?"""
    if view.type_name in _NATIVE:
        return True
    if view.map_word not in printer.error_maps:
        printer.error_maps[view.map_word] = _inherits(view)
    return printer.error_maps[view.map_word]


def _inherits(view: HeapObject) -> bool:
    try:
        chain = prototype_chain(view)
        next(chain)
        return any(_is_error_prototype(holder) for holder in chain)
    except Error:
        return False


def _is_error_prototype(holder: HeapObject) -> bool:
    found = get(holder, "constructor")
    maker = found.value if found and not found.accessor else None
    return isinstance(maker, JSFunction) and not maker.has_user_code and constructors.function_name(maker) == "Error"


def error(printer: Printer, view: HeapObject, names: Names) -> Shape:
    name, message = _text(lookup(view, "name")), _text(lookup(view, "message"))
    stack = _stack(view)
    keys = [key for key in printer.keys(view) if not _hidden(key, stack, name, message)]
    present = {key.name for key in keys if isinstance(key, Property)}
    for extra in ("cause", "errors"):
        own = get(view, extra)
        if own and extra not in present and (extra == "cause" or _is_array(own)):
            keys.append(own)
    if name is None and (odd := _odd_name(view)):
        base = stack.replace(odd, f"{odd} [{names.prefix('Error')[:-1]}]", 1)
    else:
        base = _improved(stack, names, "Error" if name is None else name)
    at = base.find(message) if message else -1
    start = base.find(_AT, at + len(message) if message and at > 0 else 0)
    if start < 0:
        base = f"[{base}]"
    else:
        base = "\n".join([base[:start], *_frames(view, base[start + 1 :].split("\n"))])
    base = base.replace("\n", "\n" + " " * printer.indentation)
    return Shape(base=base, alone=base, keys=keys)


def _odd_name(view: HeapObject) -> str:
    """`error.name` where it is a number."""
    found = lookup(view, "name")
    value = found.value if found else None
    return number_text(value) if isinstance(value, (int, float)) else ""


def _hidden(key: Entry, stack: str, name: Optional[str], message: Optional[str]) -> bool:
    """Is that property a part of the stack's text already?"""
    if not isinstance(key, Property) or key.is_symbol or key.indexed:
        return False
    known = {"stack": None, "message": message, "name": name}
    if key.name not in known:
        return False
    part = known[key.name]
    return part is None or part in stack


def _is_array(prop: Property) -> bool:
    value = prop.value
    return isinstance(value, HeapObject) and value.type_name == "JS_ARRAY_TYPE"


def _text(prop: Optional[Property]) -> Optional[str]:
    """The string of a property, None where it is something else."""
    value = prop.value if prop else None
    return text(value) if isinstance(value, String) else None


def _stack(view: HeapObject) -> str:
    """The text of `error.stack`, made from the call sites where nobody has asked for it."""
    found = lookup(view, "stack")
    value = found.value if found else None
    if not isinstance(value, (AccessorInfo, AccessorPair)):
        return (text(value) if isinstance(value, String) else "") or _to_string(view)
    written = stack_text(view)
    if written:
        return written
    return "".join([_to_string(view), *(f"{_AT} {stack_line(view.session, site)}" for site in call_sites(view))])


def _to_string(view: HeapObject) -> str:
    """Error.prototype.toString."""
    name, message = lookup(view, "name"), lookup(view, "message")
    shown = "Error" if name is None or is_undefined(name.value) else _text(name) or _odd_name(view)
    said = "" if message is None or is_undefined(message.value) else _text(message) or ""
    return f"{shown}: {said}" if shown and said else shown or said


def _improved(stack: str, names: Names, name: str) -> str:
    """The stack with the name of the class, where it only has that of the kind of error (improveStack)."""
    size = len(name)
    plain = name.endswith("Error") and stack.startswith(name) and (len(stack) == size or stack[size] in ":\n")
    if names.constructor is not None and not plain:
        return stack
    fallback = "Error"
    if names.constructor is None:
        start = _ERROR_LIKE.match(stack) or _ERROR_WORD.match(stack)
        fallback = start[1] if start else ""
        size = len(fallback)
        fallback = fallback or "Error"
    prefix = names.prefix(fallback)[:-1]
    if name == prefix:
        return stack
    if name not in prefix:
        return f"{prefix} [{name}]{stack[size:]}"
    return prefix + stack[size:] if size else f"{prefix}: {stack}"


def _frames(view: HeapObject, frames: List[str]) -> List[str]:
    """The lines of the stack without those that the stack of the cause has too."""
    found = lookup(view, "cause")
    cause = found.value if found and not found.accessor else None
    if isinstance(cause, HeapObject) and cause.type_name in _NATIVE:
        theirs = _stack(cause)
        start = theirs.find(_AT)
        if start >= 0:
            count, at = _common(frames, theirs[start + 1 :].split("\n"))
            if count:
                line = f"    ... {count - 2} lines matching cause stack trace ..."
                frames[at + 1 : at + count - 1] = [line]
    return _collapsed(frames) if len(frames) > 10 else frames


def _common(ours: List[str], theirs: List[str]) -> Tuple[int, int]:
    """(length, start in `ours`) of the first run of more than three lines that both have."""
    for at in range(len(ours) - 3):
        if ours[at] not in theirs:
            continue
        place = theirs.index(ours[at])
        count = 1
        while count < min(len(ours) - at, len(theirs) - place) and ours[at + count] == theirs[place + count]:
            count += 1
        if len(theirs) - place > 3 and count > 3:
            return count, at
    return 0, 0


def _collapsed(frames: List[str]) -> List[str]:
    """Lines that repeat, as of a recursion, are said once and counted."""
    places: Dict[str, List[int]] = {}
    for number, line in enumerate(frames):
        places.setdefault(line, []).append(number)
    if len(frames) - len(places) <= 3:
        return frames
    kept: List[str] = []
    at = 0
    while at < len(frames):
        size, times = _repeats(frames, at, places[frames[at]])
        if size * times < 3:
            kept.append(frames[at])
            at += 1
            continue
        kept += frames[at : at + size]
        said = f"{size} lines {times} times..." if times > 1 else "lines ..."
        kept.append(f"    ... collapsed {size * times} duplicate lines matching above {said}")
        at += size * (times + 1)
    return kept


def _repeats(frames: List[str], at: int, places: List[int]) -> Tuple[int, int]:
    """(lines, how often they follow once more) of the block at `at` that repeats most."""
    best = (0, 0)
    for place in (each for each in places if each > at):
        size = place - at
        times = 0
        while frames[at : at + size] == frames[at + size * (times + 1) : at + size * (times + 2)]:
            times += 1
        if size * times > best[0] * best[1]:
            best = (size, times)
    return best
