"""Which function made an object."""

from __future__ import annotations

from typing import Optional, Tuple

from . import limits
from .constructors import declared_name, function_name, instance_prototype, is_callable
from .containers import JSBoundFunction
from .errors import NotFound
from .functions import JSFunction, SharedFunctionInfo
from .maps import map_of, prototype_chain
from .objects import HeapObject
from .properties import get
from .strings import String, text


def constructor_of(obj: HeapObject) -> Tuple[str, HeapObject]:
    """(name, function) of the nearest "constructor" on the prototypes whose instance the object is, as util.inspect
    chooses the class; else of the function or C++ template that its map was made by. Raises NotFound."""
    for holder in prototype_chain(obj):
        found = get(holder, "constructor")
        value = None if found is None or found.is_accessor else found.value
        if isinstance(value, (JSFunction, JSBoundFunction)) and is_callable(value) and _made(value, obj):
            name = function_name(value)
            if name:
                return name, value
    made_by = map_of(obj).constructor
    if isinstance(made_by, JSFunction):
        return declared_name(made_by) or made_by.shared.inferred_name or "(anonymous)", made_by
    if isinstance(made_by, HeapObject) and made_by.type_name == "FUNCTION_TEMPLATE_INFO_TYPE":
        return _template_name(made_by) or "(C++)", made_by
    raise NotFound(f"nothing tells which function made {obj.address:#x}")


def _made(constructor: HeapObject, obj: HeapObject) -> bool:
    """`obj instanceof constructor`"""
    wanted = instance_prototype(constructor)
    chain = prototype_chain(obj)
    next(chain)
    return wanted is not None and any(each == wanted for each in chain)


def _template_name(template: HeapObject) -> Optional[str]:
    layout = template.session.layout
    name = template.session.value(template.word(layout.offset("FunctionTemplateInfo", "class_name")))
    if isinstance(name, String):
        return text(name, limits.MAX_NAME)
    shared = template.session.value(template.word(layout.offset("FunctionTemplateInfo", "shared_function_info")))
    return shared.debug_name if isinstance(shared, SharedFunctionInfo) else None
