"""Functions: closures (JSFunction) and what their closures share (SharedFunctionInfo).

src/objects/js-function.tq, src/objects/shared-function-info.tq. The names follow V8's own
rules: JSFunction::GetDebugName in src/objects/js-function.cc, and what a CallSite answers,
src/objects/call-site-info.cc (before V8 9.1: src/execution/messages.cc).
"""

from __future__ import annotations

from typing import List, Optional

from . import params, scripts
from .errors import Corrupt
from .limits import MAX_ARGUMENTS
from .maps import map_of, prototype_chain
from .objects import Field, HeapObject, is_smi, smi, view_of
from .positions import position_at
from .primitives import AccessorInfo
from .properties import get
from .scopes import Context, ScopeInfo, closure_variables
from .scripts import Script
from .shared import SharedFunctionInfo
from .strings import String, text

__all__ = ["Context", "JSFunction", "ScopeInfo", "SharedFunctionInfo", "closure_variables"]

# Functions that V8 makes for a class; their source is the class or its fields
_NO_PARAMETERS = (
    "kDefaultBaseConstructor",
    "kDefaultDerivedConstructor",
    "kClassMembersInitializerFunction",
    "kClassStaticInitializerFunction",
    "kClassMembersInitializerFunctionPrecededByStatic",
    "kClassStaticInitializerFunctionPrecededByMember",
)


@view_of("JS_FUNCTION_TYPE", "JS_CLASS_CONSTRUCTOR_TYPE")
class JSFunction(HeapObject):
    """A closure: a function with the context that it was made in."""

    __slots__ = ()

    feedback_cell = Field()

    @property
    def shared(self) -> SharedFunctionInfo:
        found = self.session.value(self.word(self.session.layout.offset("JSFunction", "shared")))
        if not isinstance(found, SharedFunctionInfo):
            raise Corrupt(f"the function at {self.address:#x} has no SharedFunctionInfo but {found!r}")
        return found

    @property
    def context(self) -> Context:
        found = self.session.value(self.word(self.session.layout.offset("JSFunction", "context")))
        if not isinstance(found, Context):
            raise Corrupt(f"the function at {self.address:#x} has no context but {found!r}")
        return found

    @property
    def code(self) -> HeapObject:
        """What a call runs, before V8 13; since then it is in a table: function_code.running_code knows both."""
        found = self.session.value(self.word(self.session.layout.offset("JSFunction", "code")))
        if not isinstance(found, HeapObject):
            raise Corrupt(f"the function at {self.address:#x} has no code")
        return found

    @property
    def has_user_code(self) -> bool:
        """Has it source of its own, which builtins have not?"""
        return self.shared.script is not None


def debug_name(function: JSFunction) -> str:
    """JSFunction::GetDebugName: an own or inherited data property `name` (before V8 9.1 `displayName` goes first),
    else the name in the source, else the inferred name; "" where there is none."""
    if function.session.layout.has("JSFunction", "display_name_first"):
        name = _data_string(function, "displayName")
        if name is not None:
            return name
    name = _data_string(function, "name")
    return function.shared.debug_name if name is None else name


def _data_string(function: JSFunction, key: str) -> Optional[str]:
    """The string that JSReceiver::GetDataProperty finds, None where it finds none or something else."""
    layout = function.session.layout
    for holder in prototype_chain(function):
        found = get(holder, key)
        if found is None:
            continue
        value = found.value
        if isinstance(value, String) and not found.accessor:
            return text(value)
        # the `name` that V8 computes: passed over, but since V8 14.6 asked for if it is not the function's own
        computed = isinstance(value, AccessorInfo) and layout.has("JSFunction", "computes_name")
        if computed and isinstance(holder, JSFunction) and (holder != function or map_of(holder).is_dictionary_map):
            return "anonymous" if holder.shared.flag("name_should_print_as_anonymous") else holder.shared.name
        return None
    return None


def call_site_name(function: JSFunction, builtin: str = "") -> Optional[str]:
    """What CallSite.getFunctionName() gives, None for null.

    `builtin` is the name of the builtin that the function runs, where the caller knows it: V8
    names some builtins in full (Builtins::NameForStackTrace in src/builtins/builtins.cc)."""
    if builtin:
        known = _stack_trace_name(function, builtin)
        if known:
            return known
    name = debug_name(function)
    if name:
        return name
    script = function.shared.script
    return "eval" if script is not None and script.is_eval else None


def _stack_trace_name(function: JSFunction, builtin: str) -> str:
    if not function.session.layout.has("JSFunction", "names_builtins"):
        return ""
    for verb in ("Get", "Set"):
        prefix = f"DataViewPrototype{verb}"
        if builtin == "DataViewPrototypeGetByteLength":
            return "get DataView.prototype.byteLength"
        if builtin.startswith(prefix) and builtin != "DataViewPrototypeGetByteOffset":
            return f"DataView.prototype.{verb.lower()}{builtin[len(prefix) :]}"
    return {
        "StringPrototypeIndexOf": "String.indexOf",
        "StringPrototypeToLowerCaseIntl": "String.toLowerCase",
        "StringPrototypeToLocaleLowerCase": "String.toLocaleLowerCase",
    }.get(builtin, "")


def parameter_names(shared: SharedFunctionInfo) -> List[str]:
    """The parameters as the source has them: a destructuring pattern as its text, a rest parameter as "...name".

    V8 keeps the names only of parameters that a closure uses, so they are read from the source;
    [] of a function without source. Raises Corrupt, Fault."""
    script = shared.script
    if script is None or shared.kind in _NO_PARAMETERS or shared.is_toplevel and not shared.is_wrapped:
        return []
    if shared.is_wrapped:
        return _wrapped_parameters(script)
    places = shared.positions
    if places is None or not 0 <= places[0] <= places[1]:
        return []
    source = scripts.source(script)
    return [scripts.whole(name) for name in params.names(source[places[0] : places[1]])]


def _wrapped_parameters(script: Script) -> List[str]:
    """The parameters that the embedder gave for a script that it compiled as a function."""
    names = script.eval_from_shared_or_wrapped_arguments
    if not isinstance(names, HeapObject) or names.type_name != "FIXED_ARRAY_TYPE":
        return []
    layout = names.session.layout
    count = smi(names.word(layout.offset("FixedArrayBase", "length")))
    if not 0 <= count <= MAX_ARGUMENTS:
        raise Corrupt(f"the script at {script.address:#x} claims {count} parameters")
    words = names.session.process.words(names.start + layout.offset("FixedArray", "data"), count)
    return [text(names.session.value(word)) for word in words]


def eval_origin(script: Script, depth: int = 64) -> str:
    """Where the eval was that made the script: "eval at f (file.js:1:2)", FormatEvalOrigin in call-site-info.cc.

    "" of a script that no eval made."""
    if not script.is_eval:
        return ""
    named = scripts.name_or_source_url(script)
    if named:
        return named
    caller = script.eval_from_shared_or_wrapped_arguments
    if not isinstance(caller, SharedFunctionInfo):
        return "eval at <anonymous>"
    found = "eval at " + (caller.debug_name or "<anonymous>")
    outer = caller.script
    if outer is None:
        return found
    if outer.is_eval and depth:
        return f"{found} ({eval_origin(outer, depth - 1)})"
    name = scripts.name(outer)
    if not name:
        return f"{found} (unknown source)"
    offset = _eval_position(script, caller)
    if offset is None:
        return f"{found} ({name})"
    line, column = scripts.position(outer, offset, with_offsets=False)
    return f"{found} ({name}:{line}:{column})"


def _eval_position(script: Script, caller: SharedFunctionInfo) -> Optional[int]:
    """Source offset of the call of eval; until somebody asks, V8 keeps minus its bytecode offset (GetEvalPosition)."""
    word = script.eval_from_position
    if not is_smi(word):
        return None
    place = smi(word)
    if place >= 0:
        return place
    bytecode = caller.bytecode_array()
    return position_at(bytecode, -place) if bytecode is not None else None
