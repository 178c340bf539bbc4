"""What V8 says made an object: GetConstructorHelper and JSReceiver::class_name in src/objects/js-objects.cc."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from . import limits
from .classes import class_of, is_a
from .functions import JSFunction
from .maps import Map, map_of, prototype_chain
from .objects import HeapObject
from .primitives import BigInt, Oddball
from .properties import get, symbol_properties
from .strings import String, Symbol, text

Made = Tuple[Optional[JSFunction], str]  # (function where one is known, name)


class Makers:
    """Constructors of many objects; what each prototype says is looked up once."""

    def __init__(self) -> None:
        self._said: Dict[int, Tuple[str, Optional[JSFunction], str]] = {}

    def of(self, obj: HeapObject, alone: bool = True) -> Made:
        """(function where one is known, name). Raises Corrupt, Fault.

        `alone`: of this object; else of others of its map too, whose own properties may be in dictionaries."""
        layout, shape = obj.session.layout, map_of(obj)
        made_by = shape.constructor
        made = made_by if isinstance(made_by, JSFunction) else None
        if _is_base(shape) and not _is_prototype(shape):
            name = _debug_name(made) if made is not None else _template_name(made_by)
            if name and name != "Object":
                return made, name
        tag_first = layout.has("snapshot", "nearest_tag_first")
        found: List[Tuple[str, Optional[JSFunction], str]] = []
        for holder in prototype_chain(obj):
            if holder.address == obj.address:
                tag, function, name = _string_tag(obj) if alone or not _shares_map(shape) else "", None, ""
            else:
                tag, function, name = self._prototype(holder)
            if tag:
                return None, tag
            if name not in ("", "Object") and not tag_first:
                return function, name
            found.append((tag, function, name))
        function, name = next(((each[1], each[2]) for each in found if each[1] is not None), (None, ""))
        if tag_first and name not in ("", "Object"):
            return function, name
        return None, _class_name(obj, _template_name(made_by))

    def _prototype(self, holder: HeapObject) -> Tuple[str, Optional[JSFunction], str]:
        """(its toStringTag, its constructor, the constructor's name)"""
        said = self._said.get(holder.address)
        if said is None:
            found = get(holder, "constructor")
            value = None if found is None or found.is_accessor else found.value
            function = value if isinstance(value, JSFunction) else None
            name = _debug_name(function) if function is not None else ""
            said = self._said[holder.address] = _string_tag(holder), function, name
        return said


def _debug_name(function: JSFunction) -> str:
    """What it is called in its source, or from V8 14.6 on what its own `name` says (JSFunction::GetDebugName)."""
    if function.session.layout.has("snapshot", "names_are_properties"):
        for holder in prototype_chain(function):
            found = get(holder, "name")
            if found is not None:
                value = found.value
                if isinstance(value, String):
                    return text(value, limits.MAX_NAME)
                break
    return function.shared.debug_name


def _shares_map(shape: Map) -> bool:
    """May objects of a map have different properties? Each global object has a map of its own."""
    return shape.is_dictionary_map and shape.described_type != "JS_GLOBAL_OBJECT_TYPE"


def _is_base(shape: Map) -> bool:
    """Were the objects made by the constructor itself, not for a class that extends it?"""
    layout = shape.session.layout
    if layout.has("snapshot.map_bit_field3", "new_target_is_base"):
        return bool(layout.bits("snapshot.map_bit_field3", "new_target_is_base").of(shape.bit_field3))
    return bool(layout.bits("Map.bit_field2", "new_target_is_base").of(shape.bit_field2))


def _is_prototype(shape: Map) -> bool:
    layout = shape.session.layout
    if layout.has("snapshot.map_bit_field2", "is_prototype_map"):
        return bool(layout.bits("snapshot.map_bit_field2", "is_prototype_map").of(shape.bit_field2))
    return bool(layout.bits("Map.bit_field3", "is_prototype_map").of(shape.bit_field3))


def _template_name(made_by: object) -> str:
    """The class name that C++ code gave to its objects."""
    if not isinstance(made_by, HeapObject) or made_by.type_name != "FUNCTION_TEMPLATE_INFO_TYPE":
        return ""
    name = made_by.session.value(made_by.word(made_by.session.layout.offset("FunctionTemplateInfo", "class_name")))
    return text(name, limits.MAX_NAME) if isinstance(name, String) else ""


def _string_tag(holder: HeapObject) -> str:
    for each in symbol_properties(holder):
        if each.name == "Symbol.toStringTag" and isinstance(each.key, Symbol) and each.key.is_well_known:
            value = each.value
            return text(value, limits.MAX_NAME) if isinstance(value, String) else ""
    return ""


# JSReceiver::class_name: classes whose objects have a name whatever their prototypes say
_CLASS_NAMES = {
    "JSArgumentsObject": "Arguments", "JSArray": "Array", "JSArrayBuffer": "ArrayBuffer", "JSDate": "Date",
    "JSArrayIterator": "Array Iterator", "JSError": "Error", "JSGeneratorObject": "Generator", "JSMap": "Map",
    "JSMapIterator": "Map Iterator", "JSSet": "Set", "JSSetIterator": "Set Iterator", "JSWeakMap": "WeakMap",
    "JSWeakSet": "WeakSet", "JSGlobalProxy": "global",
}


def _class_name(obj: HeapObject, template: str) -> str:
    """JSReceiver::class_name."""
    layout, cls = obj.session.layout, class_of(obj)
    if obj.type_name == "JS_ERROR_TYPE":
        return "Error"
    for base, name in _CLASS_NAMES.items():
        if is_a(layout, cls, base) and (base != "JSGlobalProxy" or not layout.has("snapshot", "plain_global_proxies")):
            return name
    if is_a(layout, cls, "JSTypedArray"):
        kind = map_of(obj).elements_kind.replace("_ELEMENTS", "")
        name = "".join(part.capitalize() for part in kind.split("_"))
        return name.replace("Bigint", "BigInt").replace("Biguint", "BigUint") + "Array"
    if is_a(layout, cls, "JSPrimitiveWrapper"):
        value = obj.session.value(obj.word(layout.offset("JSPrimitiveWrapper", "value")))
        for view, name in ((String, "String"), (Symbol, "Symbol"), (BigInt, "BigInt"), (Oddball, "Boolean")):
            if isinstance(value, view):
                return name
        return "Number"
    return template or "Object"
