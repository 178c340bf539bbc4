"""What the objects of a map are called: their class, or the family of V8's own things that they belong to.

A class is a function, and its instances are the objects whose prototype is the function's `prototype`. That is what
`instanceof` asks, it stays true where `constructor` was changed, and it keeps apart what V8's maps do not: the map of
an instance of a derived class names the base (JSFunction::GetDerivedMap in src/objects/js-function.cc).
"""

from __future__ import annotations

import os.path
from typing import Dict, List, Optional, Tuple

from . import limits, scripts
from .classes import class_of_type, is_a
from .constructors import declared_name, function_name
from .errors import Error
from .functions import JSFunction
from .maps import Map, prototype
from .objects import HeapObject, Value
from .properties import get
from .row_names import row_of_type
from .session import Session
from .shared import SharedFunctionInfo
from .strings import String, text

CLOSURE, PROTOTYPE = "(closure)", "(prototype)"
_NOT_OF_SCRIPTS = ("JS_MESSAGE_OBJECT_TYPE", "JS_CONTEXT_EXTENSION_OBJECT_TYPE")
_OWN_NAMES = {
    "JS_PROXY_TYPE": "Proxy",
    "JS_ARGUMENTS_OBJECT_TYPE": "Arguments",
    "JS_BOUND_FUNCTION_TYPE": CLOSURE,
    "JS_WRAPPED_FUNCTION_TYPE": CLOSURE,
    # each generator function has a prototype of its own
    "JS_GENERATOR_OBJECT_TYPE": "Generator",
    "JS_ASYNC_GENERATOR_OBJECT_TYPE": "AsyncGenerator",
    "JS_ASYNC_FUNCTION_OBJECT_TYPE": "(async function)",
}


class Namer:
    """Names the maps of one session. `makers`: address of a prototype: addresses of the functions whose `prototype`
    it is."""

    def __init__(self, session: Session, makers: Dict[int, List[int]]) -> None:
        self.session, self._makers = session, makers
        self._first = session.layout.type("JS_PROXY_TYPE")
        self._known: Dict[Tuple[int, int], str] = {}  # (constructor, prototype): name
        self._functions: Dict[int, str] = {}
        self._types: Dict[int, str] = {}  # instance type: its row, "" where the prototype tells

    def name(self, map_word: int) -> str:
        """The class or the row of a map's objects. Raises nothing: what cannot be read is a row of its own."""
        try:
            number = self.session.instance_type(map_word)
            found = self._types.get(number)
            if found is None:
                found = self._types[number] = self._of_type(number)
            return found or self._class(Map(self.session, map_word))
        except Error:
            return "(unreadable)"

    def _of_type(self, number: int) -> str:
        name = self.session.layout.type_name(number)
        if name in _OWN_NAMES:
            return _OWN_NAMES[name]
        if number < self._first or name in _NOT_OF_SCRIPTS:
            return row_of_type(name)
        layout = self.session.layout
        return CLOSURE if is_a(layout, class_of_type(self.session, name), "JSFunction") else ""

    def _class(self, shape: Map) -> str:
        above, made_by = prototype_of(shape), shape.constructor
        key = made_by.address if isinstance(made_by, HeapObject) else 0, above.address if above is not None else 0
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(shape, above, made_by)
        return found

    def _find(self, shape: Map, above: Optional[HeapObject], made_by: Value) -> str:
        current = above
        for step in range(limits.MAX_PROTOTYPES):
            if current is None:
                break
            makers = self._makers.get(current.address)
            if makers:
                name = self._function(_which(makers, made_by, current))
                if name:
                    return name
            if step == 0 and isinstance(made_by, JSFunction) and made_by.has_user_code:
                return self._function(made_by.address)  # its `prototype` is another one by now
            current = prototype(current)
        name = self._maker_name(made_by) or class_of_type(self.session, shape.described_type)
        return f"[{name}: null prototype]" if above is None else name

    def _maker_name(self, made_by: Value) -> str:
        if isinstance(made_by, JSFunction):
            return self._function(made_by.address)
        if isinstance(made_by, HeapObject) and made_by.type_name == "FUNCTION_TEMPLATE_INFO_TYPE":
            offset = self.session.layout.offset("FunctionTemplateInfo", "class_name")
            name = self.session.value(made_by.word(offset))
            return text(name, limits.MAX_NAME) if isinstance(name, String) else ""
        return ""

    def _function(self, address: int) -> str:
        found = self._functions.get(address)
        if found is None:
            found = self._functions[address] = class_label(JSFunction(self.session, address))
        return found


def _which(makers: List[int], made_by: Value, above: HeapObject) -> int:
    """Of the functions with one `prototype` the one that is the class: V8 gives "Arguments" that of Object.

    The one that the map names, else the prototype's own `constructor`, else the first."""
    if isinstance(made_by, JSFunction) and made_by.address in makers:
        return made_by.address
    if len(makers) > 1:
        named = get(above, "constructor")
        value = None if named is None or named.is_accessor else named.value
        if isinstance(value, JSFunction) and value.address in makers:
            return value.address
    return makers[0]


def class_label(function: JSFunction) -> str:
    """What a class is called: the function's `name`, its name in the source, the one that the parser guessed, else
    where it stands; "" of a nameless one without source, of which Node's C++ makes some."""
    try:
        found = function_name(function) or declared_name(function) or function.shared.inferred_name
        if not found and function.has_user_code:
            found = f"<anonymous {source_place(function.shared)}>"
        return found
    except Error:
        return "<anonymous>"


def source_place(shared: SharedFunctionInfo, whole: bool = False) -> str:
    """file:line of a function's head, the file without its folder unless `whole`; "native" of what has no source."""
    script = shared.script
    if script is None:
        return "native"
    name = scripts.name_or_source_url(script) or "anonymous"
    found = name if whole else os.path.basename(name)
    return f"{found}:{scripts.position(script, shared.start_position)[0]}" if shared.positions else found


def prototype_of(shape: Map) -> Optional[HeapObject]:
    """The prototype of a map's objects, None for null."""
    found: HeapObject = shape.prototype
    return None if found.type_name == "ODDBALL_TYPE" else found
