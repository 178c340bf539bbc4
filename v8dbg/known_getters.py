"""Properties that a getter computes, where its answer lies in memory and nothing need run.

Known by the property's name, the kind of the object, and that the getter is V8's own code:
a getter of the program is never guessed at. src/builtins/accessors.cc and the builtins of each class.
"""

from __future__ import annotations

import re
from typing import Callable, Dict, Optional

from . import js_errors, params, scripts
from .buffers import JSArrayBuffer, JSArrayBufferView, JSTypedArray
from .constructors import function_name, instance_prototype
from .containers import JSCollection, JSPrimitiveWrapper, JSRegExp
from .elements import Slot, array_length
from .errors import NotFound
from .functions import JSFunction, closure_variables
from .isolate import oddball
from .maps import map_of
from .objects import HeapObject
from .primitives import AccessorInfo, AccessorPair
from .properties import Property
from .strings import MadeString, String, Symbol

Answer = Callable[[HeapObject], Optional[Slot]]


def property_value(obj: HeapObject, prop: Property) -> Slot:
    """The value of a property as `obj` has it, `obj` or one of its prototypes holding the property.

    Raises NotFound where the program's own code would have to say."""
    value = prop.value
    if isinstance(value, AccessorInfo):
        found = _computed(obj, prop.name)
        if found is None:
            raise NotFound(f"V8 computes this property of {obj.type_name}, and v8dbg does not know how")
        return found
    if not isinstance(value, AccessorPair):
        return value
    getter = value.getter
    if not isinstance(getter, HeapObject) or not map_of(getter).flag("is_callable"):
        raise NotFound("it has a setter and no getter")
    if isinstance(getter, JSFunction):
        found = _plain_getter(getter) if getter.has_user_code else _builtin(obj, prop)
        if found is not None:
            return found
    raise NotFound(f"it is an accessor: its getter {getter.address:#x} would have to run")


# -- accessors that C++ answers for --------------------------------------------------------


def _computed(obj: HeapObject, name: str) -> Optional[Slot]:
    session = obj.session
    if name == "length" and obj.type_name == "JS_ARRAY_TYPE":
        return array_length(obj)
    if name == "length" and isinstance(obj, JSPrimitiveWrapper):
        value = obj.value
        return value.length if isinstance(value, String) else None
    if name == "name" and map_of(obj).flag("is_callable"):
        return MadeString(session, function_name(obj))
    if name == "stack":
        written = js_errors.stack_text(obj)
        return MadeString(session, written) if written else None
    if isinstance(obj, JSFunction):
        if name == "prototype":
            return instance_prototype(obj)
        if name == "length":
            return _expected_arguments(obj)
    return None


def _expected_arguments(function: JSFunction) -> int:
    """`length` of a function: what its source says, for V8 knows it only once the function was compiled."""
    script, places = function.shared.script, function.shared.positions
    if script is None or places is None:
        return int(function.shared.length)
    return params.expected(scripts.source(script)[places[0] : places[1]])


# -- accessors that are builtins -----------------------------------------------------------


def _proto(obj: HeapObject) -> Optional[Slot]:
    found = map_of(obj).prototype
    return found if isinstance(found, HeapObject) else None


def _buffer_length(obj: HeapObject) -> Optional[Slot]:
    return obj.size if isinstance(obj, (JSArrayBuffer, JSArrayBufferView)) else None


def _view_buffer(obj: HeapObject) -> Optional[Slot]:
    value = obj.buffer if isinstance(obj, JSArrayBufferView) else None
    return value if isinstance(value, HeapObject) else None


def _described(obj: HeapObject) -> Optional[Slot]:
    symbol = obj.value if isinstance(obj, JSPrimitiveWrapper) else obj
    if not isinstance(symbol, Symbol):
        return None
    return obj.session.value(symbol.word(obj.session.layout.offset("Symbol", "name")))


_BUILTIN: Dict[str, Answer] = {
    "__proto__": _proto,
    "byteLength": _buffer_length,
    "buffer": _view_buffer,
    "size": lambda obj: obj.size if isinstance(obj, JSCollection) else None,
    "length": lambda obj: obj.length if isinstance(obj, JSTypedArray) else None,
    "byteOffset": lambda obj: obj.byte_offset if isinstance(obj, JSArrayBufferView) else None,
    "source": lambda obj: MadeString(obj.session, obj.source_text) if isinstance(obj, JSRegExp) else None,
    "flags": lambda obj: MadeString(obj.session, obj.flags_text) if isinstance(obj, JSRegExp) else None,
    "description": _described,
    "stack": lambda obj: _computed(obj, "stack"),
}
_FLAGS = {"global": "g", "ignoreCase": "i", "multiline": "m", "dotAll": "s", "unicode": "u", "sticky": "y",
          "hasIndices": "d", "unicodeSets": "v"}  # fmt: skip


def _builtin(obj: HeapObject, prop: Property) -> Optional[Slot]:
    name = "" if prop.is_symbol else prop.name
    if name in _FLAGS and isinstance(obj, JSRegExp):
        return oddball(obj.session, "true_value" if _FLAGS[name] in obj.flags_text else "false_value")
    answer = _BUILTIN.get(name)
    return answer(obj) if answer is not None else None


# -- accessors of the program ---------------------------------------------------------------

_RETURNS_A_VARIABLE = re.compile(r"(?:get\b)?\s*[\w$]*\s*\(\)\s*\{\s*return\s+([A-Za-z_$][\w$]*)\s*;?\s*\}")


def _plain_getter(getter: JSFunction) -> Optional[Slot]:
    """The answer of a getter that is nothing but `{ return variable; }`: what the variable holds."""
    script, places = getter.shared.script, getter.shared.positions
    if script is None or places is None:
        return None
    match = _RETURNS_A_VARIABLE.fullmatch(scripts.source(script)[places[0] : places[1]])
    if match is None:
        return None
    for name, word, _ in closure_variables(getter.context):
        if name == match[1]:
            return word if isinstance(word, float) else getter.session.value(word)
    return None
