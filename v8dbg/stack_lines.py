"""A call site as a line of Error.stack: type, function, method, place (src/objects/call-site-info.cc).

Before V8 9.0 src/execution/messages.cc. The type is that of the receiver, as V8's own tools name objects
(JSReceiver::GetConstructorName in src/objects/js-objects.cc).
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Optional

from .functions import JSFunction, debug_name, eval_origin
from .js_errors import CallSite
from .maps import map_of, prototype_chain
from .objects import HeapObject, is_smi
from .primitives import AccessorPair, BigInt, HeapNumber, Hole, Oddball
from .properties import Property, get, lookup, named_properties, symbol_properties
from .session import Session
from .strings import String, Symbol, text

_SEARCHED = 2000  # properties of a receiver that are looked through for a method without a name
_IDENTIFIER = re.compile(r"[^\W\d]\w*\Z|[$_\w][$\w]*\Z")
_PRIMITIVES = ((String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"), (HeapNumber, "Number"), (Oddball, "Boolean"))
_COMBINATORS = ("all", "allSettled", "any")


def stack_line(session: Session, site: CallSite) -> str:
    """What follows "at" in its line of Error.stack. Raises Corrupt, Fault."""
    start = "async " if site.is_async else ""
    if site.is_async and not site.script and site.function in _COMBINATORS:
        return f"{start}Promise.{site.function} (index {site.offset})"
    if site.construct:
        return f"{start}new {site.function or '<anonymous>'} ({_place(site)})"
    receiver = _receiver(session, site)
    if receiver is not None:
        return f"{start}{_method(session, site, receiver)} ({_place(site)})"
    return f"{start}{site.function} ({_place(site)})" if site.function else start + _place(site)


def _place(site: CallSite) -> str:
    where = site.script or "<anonymous>"
    script = site.closure.shared.script if site.closure is not None else None
    if not site.script and script is not None and script.is_eval:
        where = f"{eval_origin(script)}, {where}"
    return where if site.line is None else f"{where}:{site.line}:{site.column}"


def _receiver(session: Session, site: CallSite) -> Optional[object]:
    """The receiver of a method call; None of a call without one (IsToplevel)."""
    if site.closure is None:
        return None
    if is_smi(site.receiver):
        return 0
    found = session.value(site.receiver)
    if isinstance(found, HeapObject) and found.type_name == "JS_GLOBAL_PROXY_TYPE":
        return None
    if isinstance(found, Hole) or isinstance(found, Oddball) and found.name not in ("true", "false"):
        return None
    return found


def _method(session: Session, site: CallSite, receiver: object) -> str:
    layout, function = session.layout, site.function
    kind = type_name(receiver)
    method = _method_name(site.closure, receiver) if isinstance(receiver, HeapObject) else ""
    if not function:
        return f"{kind}.{method or '<anonymous>'}" if kind else method or "<anonymous>"
    if layout.has("CallSiteInfo", "asks_for_identifier"):
        prefixed = bool(_IDENTIFIER.match(function)) and function != kind
    else:
        prefixed = not function.startswith(kind)
    shown = f"{kind}.{function}" if kind and prefixed else function
    if method and function != method and not function.endswith((f".{method}", f" {method}")):
        shown += f" [as {method}]"
    return shown


def type_name(receiver: object) -> str:
    """CallSite.getTypeName()."""
    if not isinstance(receiver, HeapObject):
        return "Number"
    for cls, name in _PRIMITIVES:
        if isinstance(receiver, cls):
            return name
    if receiver.type_name == "JS_PROXY_TYPE":
        return "Proxy"
    layout = receiver.session.layout
    if isinstance(receiver, JSFunction):
        named = layout.has("CallSiteInfo", "names_functions")
        if named or layout.has("CallSiteInfo", "names_classes") and "ClassConstructor" in _kind(receiver):
            name = debug_name(receiver)
            if name:
                return name
    return constructor_name(receiver)


def _kind(function: JSFunction) -> str:
    kind = function.shared.kind
    return "ClassConstructor" if "Constructor" in kind else kind


def constructor_name(receiver: HeapObject) -> str:
    """JSReceiver::GetConstructorName."""
    layout, made_by = receiver.session.layout, map_of(receiver).constructor
    if isinstance(made_by, JSFunction):
        name = made_by.shared.debug_name
        if name and name != "Object":
            return name
    elif isinstance(made_by, HeapObject) and made_by.type_name == "FUNCTION_TEMPLATE_INFO_TYPE":
        found = receiver.session.value(made_by.word(layout.offset("FunctionTemplateInfo", "class_name")))
        if isinstance(found, String):
            return text(found)
    for holder in prototype_chain(receiver):
        for each in symbol_properties(holder):
            if each.name == "Symbol.toStringTag" and isinstance(each.value, String):
                return text(each.value)
        own = get(holder, "constructor") if holder != receiver else None
        value = own.value if own and not own.accessor else None
        if isinstance(value, JSFunction) and value.shared.debug_name not in ("", "Object"):
            return value.shared.debug_name
    return "Function" if map_of(receiver).flag("is_callable") else "Object"


def _method_name(function: Optional[JSFunction], receiver: HeapObject) -> str:
    """CallSite.getMethodName(): the property of the receiver that holds the function, "" where there is none."""
    if function is None or isinstance(receiver, (String, Symbol, BigInt, HeapNumber, Oddball)):
        return ""
    name = function.shared.name
    if name.startswith(("get ", "set ")):
        name = name[4:]
    elif not name:
        name = function.shared.inferred_name.rpartition(".")[2]
    if name:
        found = lookup(receiver, name)
        if found and _holds(found, function):
            return name
    every = chain.from_iterable(named_properties(holder) for holder in prototype_chain(receiver))
    names = {each.name for each in islice(every, _SEARCHED) if not each.is_symbol and _holds(each, function)}
    return names.pop() if len(names) == 1 else ""


def _holds(prop: Property, function: JSFunction) -> bool:
    value = prop.value
    if isinstance(value, AccessorPair):
        return function in (value.getter, value.setter)
    return value == function
