"""All that is known of a function: where it was written, what it closes over, which code runs it.

src/objects/js-function.cc, shared-function-info.h, feedback-vector.h.
"""

from __future__ import annotations

import re
from typing import Optional, Tuple

from . import functions, scripts
from .closures import home_object
from .constructors import function_name
from .containers import JSBoundFunction, JSWrappedFunction
from .errors import Corrupt, NotFound
from .facts import Facts, Word
from .function_code import feedback_vector, name_of_builtin, shared_tiers, tiers
from .functions import JSFunction, SharedFunctionInfo, closure_variables
from .objects import HEAP_TAG, HeapObject, is_smi, smi
from .properties import named_properties
from .scripts import Script

_WORD = re.compile(r"[A-Z][a-z]*")
_CLASS_POSITIONS = ("CLASS_POSITIONS_TYPE", "TUPLE2_TYPE")


def kind_text(shared: SharedFunctionInfo) -> str:
    """The function's kind in words: "async arrow function", "class constructor", "static method"."""
    kind = shared.kind[1:]
    if kind.endswith("Constructor"):
        words = [word for word in ("Default", "Derived") if word in kind]
        return " ".join([*(word.lower() for word in words), "class constructor"])
    words = [word.lower() for word in _WORD.findall(kind) if word not in ("Normal", "Concise")]
    if shared.is_toplevel and kind == "NormalFunction":
        return "function around a script" if shared.is_wrapped else "script"
    return " ".join(words)


def describe(value: HeapObject) -> Facts:
    """The facts of a function, of a bound one, or of a SharedFunctionInfo. Raises Corrupt for anything else."""
    facts = Facts()
    facts.put("address", f"{value.address:#x}")
    if isinstance(value, JSBoundFunction):
        facts.read("function", lambda: function_name(value))
        facts.put("kind", "bound function")
        facts.read("target", lambda: value.bound_target_function)
        facts.read("this", lambda: Word(value.word(value.session.layout.offset("JSBoundFunction", "bound_this"))))
        facts.read("arguments", lambda: [Word(word) for word in value.arguments])
    elif isinstance(value, JSWrappedFunction):
        facts.put("kind", "function of another realm")
        facts.read("target", lambda: value.wrapped_target_function)
    elif isinstance(value, JSFunction):
        _function(value, facts)
    elif isinstance(value, SharedFunctionInfo):
        _shared(value, facts)
    else:
        raise Corrupt(f"{value.address:#x} is no function but a {value.type_name}")
    return facts


def _function(function: JSFunction, facts: Facts) -> None:
    inner = Facts()
    shared = inner.read("shared", lambda: function.shared)
    if shared is not None:
        facts.read("function", lambda: function_name(function) or shared.debug_name or "(anonymous)")
        _source(shared, facts, function)
        if "script" in facts:
            facts.read("closure", lambda: list(dict.fromkeys(n for n, _, _ in closure_variables(function.context))))
        facts.read("code", lambda: tiers(function) or None)
        facts.read("home_object", lambda: home_object(function))
        if "script" in facts:
            _learned(function, facts, inner)
    inner.read("context", lambda: function.context)
    facts.add(inner)


def _shared(shared: SharedFunctionInfo, facts: Facts) -> None:
    facts.read("function", lambda: shared.debug_name or "(anonymous)")
    _source(shared, facts, None)
    facts.read("code", lambda: shared_tiers(shared))


def _source(shared: SharedFunctionInfo, facts: Facts, function: Optional[JSFunction]) -> None:
    script = facts.read("script", lambda: _script_name(shared))
    facts.read("kind", lambda: kind_text(shared) if script is not None else "native function")
    facts.read("strict", lambda: bool(shared.flag("is_strict")))
    if script is not None:
        facts.read("start", lambda: place(shared, source_range(shared, function)[0]))
        facts.read("end", lambda: place(shared, source_range(shared, function)[1]))
        facts.read("parameters", lambda: functions.parameter_names(shared))
    else:
        facts.read("native", lambda: native_text(shared))
    facts.read("parameter_count", lambda: shared.formal_parameter_count)


def _script_name(shared: SharedFunctionInfo) -> Optional[str]:
    script = shared.script
    if script is None:
        return None
    return scripts.name_or_source_url(script) or functions.eval_origin(script) or f"script {script.id}"


def place(shared: SharedFunctionInfo, offset: int) -> str:
    """line:column of a source offset, from 1."""
    script = shared.script
    if script is None:
        raise NotFound(f"the function at {shared.address:#x} has no source")
    line, column = scripts.position(script, offset)
    return f"{line}:{column}"


def source_range(shared: SharedFunctionInfo, function: Optional[JSFunction] = None) -> Tuple[int, int]:
    """(start, end) of the function's own text, as Function.prototype.toString gives it. Raises NotFound, Corrupt.

    JSFunction::ToString: a class is its whole text, anything else begins at the word `function`, `async`, `get` …"""
    if function is not None and shared.kind.endswith("Constructor"):
        found = _class_positions(function)
        if found is not None:
            return found
    start, end = shared.start_position, shared.end_position
    token = shared.session.process.u16(
        shared.start + shared.session.layout.offset("SharedFunctionInfo", "function_token_offset")
    )
    out_of_range = shared.session.layout.constant("SharedFunctionInfo", "function_token_out_of_range")
    return (start - token if token != out_of_range and token <= start else start), end


def _class_positions(function: JSFunction) -> Optional[Tuple[int, int]]:
    """Where the text of a class begins and ends: a private property of its constructor."""
    layout = function.session.layout
    for each in named_properties(function):
        holder = each.value if each.is_symbol and each.is_private else None
        if isinstance(holder, HeapObject) and holder.type_name in _CLASS_POSITIONS:
            words = [holder.word(layout.offset("ClassPositions", name)) for name in ("start", "end")]
            if all(is_smi(word) for word in words):
                return smi(words[0]), smi(words[1])
    return None


# -- builtins and C++ -----------------------------------------------------------------------


def native_text(shared: SharedFunctionInfo) -> str:
    """What runs a function without source: a builtin of V8, or C++ code of the program."""
    number = shared.builtin_id
    if number is not None:
        return f"builtin {name_of_builtin(shared.session, number)}"
    data = shared.data
    if isinstance(data, HeapObject) and data.type_name == "FUNCTION_TEMPLATE_INFO_TYPE":
        return "C++ " + (callback_text(data) or f"of the template {data.address:#x}")
    return data.type_name if isinstance(data, HeapObject) else str(data)


def callback_text(template: HeapObject) -> str:
    """The C++ function that a FunctionTemplateInfo calls, "" where it is not found."""
    session, layout = template.session, template.session.layout
    if layout.has("FunctionTemplateInfo", "maybe_redirected_callback"):
        address = template.word(layout.offset("FunctionTemplateInfo", "maybe_redirected_callback"))
    else:
        handler = session.value(template.word(layout.offset("FunctionTemplateInfo", "call_code")))
        if not isinstance(handler, HeapObject) or not layout.has("CallHandlerInfo", "callback"):
            return ""
        address = handler.word(layout.offset("CallHandlerInfo", "callback"))
        if address & HEAP_TAG:  # a Foreign
            address = session.process.u64(address - HEAP_TAG + layout.offset("Foreign", "address"))
    symbol = session.process.symbolize(address)
    return symbol.name if symbol is not None else f"{address:#x}"


def _learned(function: JSFunction, facts: Facts, inner: Facts) -> None:
    vector = inner.read("feedback", lambda: feedback_vector(function))
    if vector is not None:
        facts.read("invocations", lambda: vector.invocation_count)
    facts.read("budget", lambda: _budget(function))


def _budget(function: JSFunction) -> Optional[int]:
    layout, cell = function.session.layout, function.feedback_cell
    if not isinstance(cell, HeapObject) or not layout.has("FeedbackCell", "interrupt_budget"):
        return None
    return function.session.process.i32(cell.start + layout.offset("FeedbackCell", "interrupt_budget"))


def script_of(value: HeapObject) -> Script:
    """The script of a function, of a SharedFunctionInfo, or itself. Raises NotFound with what it is instead."""
    if isinstance(value, Script):
        return value
    if isinstance(value, JSFunction):
        value = value.shared
    if not isinstance(value, SharedFunctionInfo):
        raise Corrupt(f"{value.address:#x} is no function and no script but a {value.type_name}")
    found = value.script
    if found is None:
        raise NotFound(f"{value.debug_name or 'the function'} has no source: it is {native_text(value)}")
    return found
