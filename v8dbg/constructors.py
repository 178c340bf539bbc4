"""What an object is called: the name of its class, as util.inspect and V8 find it, and names of functions.

Nothing is run: where JavaScript would call a getter, we have no answer and look on.
src/objects/js-objects.cc (JSReceiver::GetConstructorName); Node's lib/internal/util/inspect.js.
"""

from __future__ import annotations

from typing import Optional

from . import limits
from .containers import JSBoundFunction
from .functions import JSFunction
from .maps import map_of, prototype, prototype_chain
from .objects import HeapObject
from .primitives import AccessorInfo
from .properties import get, symbol_properties
from .strings import String, Symbol, text


def is_callable(obj: HeapObject) -> bool:
    """Would `typeof` say "function"? True of functions, bound functions and some proxies."""
    return map_of(obj).flag("is_callable")


def function_name(obj: HeapObject) -> str:
    """What `f.name` gives when it is plain data or what V8 computes, "" where it is neither or no string."""
    found = get(obj, "name")
    if found is None:
        return ""
    value = found.value
    if isinstance(value, String):
        return text(value, limits.MAX_NAME)
    return _computed_name(obj) if isinstance(value, AccessorInfo) else ""


def _computed_name(obj: HeapObject) -> str:
    """The answer of V8's own getter of `name` (src/builtins/accessors.cc)."""
    bound = 0
    while isinstance(obj, JSBoundFunction):
        bound += 1
        target = obj.bound_target_function
        if not isinstance(target, HeapObject) or bound > limits.MAX_PROTOTYPES:
            return "bound " * bound
        obj = target
    if bound:
        return "bound " * bound + function_name(obj)
    return declared_name(obj) if isinstance(obj, JSFunction) else ""


def declared_name(function: JSFunction) -> str:
    """The name in the source, "" where it has none (JSFunction::GetName)."""
    shared, layout = function.shared, function.session.layout
    if layout.has("SharedFunctionInfo.flags", "name_should_print_as_anonymous"):
        if shared.flag("name_should_print_as_anonymous"):
            return "anonymous"
    return shared.name


def constructor_name(obj: HeapObject) -> Optional[str]:
    """The name that util.inspect shows: of the nearest "constructor" whose instance this is. None if there is none."""
    for holder in prototype_chain(obj):
        found = get(holder, "constructor")
        if found is None or found.is_accessor:
            continue
        value = found.value
        if isinstance(value, HeapObject) and not isinstance(value, (String, Symbol)) and is_callable(value):
            name = function_name(value)
            if name and _is_instance(obj, value):
                return name
    return None


def _is_instance(obj: HeapObject, constructor: HeapObject) -> bool:
    """`obj instanceof constructor`, for a constructor with a plain `prototype`."""
    wanted = instance_prototype(constructor)
    chain = prototype_chain(obj)
    next(chain)
    return wanted is not None and any(each == wanted for each in chain)


def instance_prototype(constructor: HeapObject) -> Optional[HeapObject]:
    """The value of a function's `prototype`, None where it has none."""
    session, layout = constructor.session, constructor.session.layout
    if not isinstance(constructor, JSFunction) or not map_of(constructor).flag("has_prototype_slot"):
        return None
    found = session.value(constructor.word(layout.offset("JSFunction", "prototype_or_initial_map")))
    if isinstance(found, HeapObject) and found.type_name == "MAP_TYPE":
        found = session.value(found.word(layout.offset("Map", "prototype")))
    return found if isinstance(found, HeapObject) else None


def map_constructor_name(obj: HeapObject) -> str:
    """Name of the function that made the object's map, as the heap's own tools see it; "Object" where none tells."""
    layout = obj.session.layout
    made_by = map_of(obj).constructor
    if isinstance(made_by, HeapObject):
        if made_by.type_name == "FUNCTION_TEMPLATE_INFO_TYPE":
            name = obj.session.value(made_by.word(layout.offset("FunctionTemplateInfo", "class_name")))
            if isinstance(name, String):
                return text(name, limits.MAX_NAME)
        elif isinstance(made_by, JSFunction):
            return declared_name(made_by) or "Object"
    return "Object"


def class_name(obj: HeapObject) -> str:
    """The constructor's name; of an object without one, what V8 made it as."""
    return constructor_name(obj) or map_constructor_name(obj)


def string_tag(obj: HeapObject) -> str:
    """The value of Symbol.toStringTag where it is a plain string on the object or its prototypes, else ""."""
    for holder in prototype_chain(obj):
        for each in symbol_properties(holder):
            key = each.key
            if isinstance(key, Symbol) and key.is_well_known and each.name == "Symbol.toStringTag":
                value = each.value
                return text(value, limits.MAX_NAME) if isinstance(value, String) else ""
    return ""


def has_null_prototype(obj: HeapObject) -> bool:
    """Was it made by Object.create(null)?"""
    return prototype(obj) is None
