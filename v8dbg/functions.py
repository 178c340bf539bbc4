"""Functions: closures (JSFunction) and what their closures share (SharedFunctionInfo).

src/objects/js-function.tq, src/objects/shared-function-info.tq. The names follow V8's own
rules: JSFunction::GetDebugName in src/objects/js-function.cc, and what a CallSite answers,
src/objects/call-site-info.cc (before V8 9.1: src/execution/messages.cc).
"""

from __future__ import annotations

from typing import List, Optional, Tuple

from . import params, scripts
from .errors import Corrupt, NotFound
from .limits import MAX_ARGUMENTS
from .maps import map_of, prototype_chain
from .objects import Field, HeapObject, I32Field, U16Field, U32Field, Value, is_smi, smi, view_of
from .positions import BytecodeArray, position_at
from .primitives import AccessorInfo
from .properties import get
from .scopes import Context, ScopeInfo, closure_variables
from .scripts import Script
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
_MAX_BYTECODE_HOPS = 4  # baseline code -> interpreter data -> bytecode


class UncompiledData(HeapObject):
    """What is known of a function that was not compiled yet, or whose bytecode was dropped."""

    __slots__ = ()

    inferred_name = Field()
    start_position = I32Field()
    end_position = I32Field()


@view_of("SHARED_FUNCTION_INFO_TYPE")
class SharedFunctionInfo(HeapObject):
    """A function of the source text."""

    __slots__ = ()

    name_or_scope_info = Field()
    outer_scope_info_or_feedback_metadata = Field()
    length = U16Field("parameters before the first default or rest; only of a compiled function")
    flags = U32Field()

    @property
    def data(self) -> Value:
        """What it runs: bytecode, baseline code, a builtin's number, a template, or an UncompiledData."""
        layout = self.session.layout
        if not layout.has("SharedFunctionInfo", "trusted_function_data"):
            return self.session.value(self.word(layout.offset("SharedFunctionInfo", "function_data")))
        word = self.word(layout.offset("SharedFunctionInfo", "trusted_function_data"))
        if is_smi(word):  # one of the two is in use
            word = self.word(layout.offset("SharedFunctionInfo", "untrusted_function_data"))
        return self.session.value(word)

    def flag(self, name: str) -> int:
        return self.session.layout.bits("SharedFunctionInfo.flags", name).of(self.flags)

    @property
    def kind(self) -> str:
        """Such as kAsyncArrowFunction: src/objects/function-kind.h."""
        names, number = self.session.layout.names("FunctionKind"), self.flag("function_kind")
        if number >= len(names):
            raise Corrupt(f"the function at {self.address:#x} has kind {number}")
        return names[number]

    @property
    def is_native(self) -> bool:
        """Is it a builtin that JavaScript can see, and so listed by Error.stack?"""
        return bool(self.flag("is_native"))

    @property
    def is_user_javascript(self) -> bool:
        """Is it from a script of the program or of Node's library, not from V8 itself or the inspector?"""
        script = self.script
        return script is not None and script.is_user_javascript

    @property
    def is_toplevel(self) -> bool:
        """Is it the code of a script outside all functions?"""
        return bool(self.flag("is_top_level"))

    @property
    def is_wrapped(self) -> bool:
        """Is it a script compiled as a function's body, as Node does with CommonJS modules?"""
        layout = self.session.layout
        if layout.has("SharedFunctionInfo.flags", "is_wrapped"):
            return bool(self.flag("is_wrapped"))
        return self.flag("function_syntax_kind") == layout.constant("FunctionSyntaxKind", "wrapped")

    @property
    def builtin_id(self) -> Optional[int]:
        """Number of the builtin that it runs, None of a function with source."""
        data = self.data
        return data if isinstance(data, int) and data >= 0 else None

    @property
    def _debug_info(self) -> Optional[HeapObject]:
        """What a debugger in the target has changed; it took the script's place before V8 11."""
        found = self.session.value(self.word(self.session.layout.offset("SharedFunctionInfo", "script")))
        return found if isinstance(found, HeapObject) and found.type_name == "DEBUG_INFO_TYPE" else None

    @property
    def script(self) -> Optional[Script]:
        """The script that it is from, None of builtins and API functions."""
        layout = self.session.layout
        debug = self._debug_info
        if debug is not None:
            found = self.session.value(debug.word(layout.offset("DebugInfo", "script")))
        else:
            found = self.session.value(self.word(layout.offset("SharedFunctionInfo", "script")))
        return found if isinstance(found, Script) else None

    @property
    def scope_info(self) -> Optional[ScopeInfo]:
        """None before it was compiled."""
        found = self.name_or_scope_info
        return found if isinstance(found, ScopeInfo) and not found.is_nothing else None

    @property
    def name(self) -> str:
        """The name in the source, "" where it has none or each closure has its own."""
        found = self.name_or_scope_info
        if isinstance(found, ScopeInfo):
            return "" if found.is_nothing else found.function_name
        return text(found) if isinstance(found, String) else ""

    @property
    def inferred_name(self) -> str:
        """The name that the parser guessed from where the function was assigned, "" where it did not."""
        scope = self.name_or_scope_info
        if isinstance(scope, ScopeInfo) and not scope.is_nothing:
            return scope.inferred_name
        data = self._uncompiled
        found = data.inferred_name if data is not None else None
        return text(found) if isinstance(found, String) else ""

    @property
    def debug_name(self) -> str:
        """Name, else inferred name: SharedFunctionInfo::DebugName."""
        layout = self.session.layout
        if layout.has("SharedFunctionInfo", "names_initializers"):
            special = {
                "kClassMembersInitializerFunction": "<instance_members_initializer>",
                "kClassStaticInitializerFunction": "<static_initializer>",
            }.get(self.kind)
            if special:
                return special
        return self.name or self.inferred_name

    @property
    def _uncompiled(self) -> Optional[UncompiledData]:
        data = self.data
        if isinstance(data, HeapObject) and data.type_name.startswith("UNCOMPILED_DATA"):
            return UncompiledData(data.session, data.address, data.map_word)
        return None

    @property
    def positions(self) -> Optional[Tuple[int, int]]:
        """(start, end) in the source, from the parameter list on; None of a function without source."""
        scope = self.scope_info
        found = scope.positions if scope is not None else None
        if found is not None:
            return found
        data = self._uncompiled
        return (data.start_position, data.end_position) if data is not None else None

    @property
    def start_position(self) -> int:
        """Offset in the script's source of the parameter list. Raises NotFound of a function without source."""
        return self._position(0)

    @property
    def end_position(self) -> int:
        """Offset after the function's last character. Raises NotFound of a function without source."""
        return self._position(1)

    def _position(self, which: int) -> int:
        found = self.positions
        if found is None:
            raise NotFound(f"the function at {self.address:#x} has no source")
        return found[which]

    @property
    def formal_parameter_count(self) -> Optional[int]:
        """Declared parameters without the receiver; None of a builtin that takes what it gets."""
        layout, process = self.session.layout, self.session.process
        count = process.u16(self.start + layout.offset("SharedFunctionInfo", "formal_parameter_count"))
        if count == layout.constant("SharedFunctionInfo", "dont_adapt_arguments"):
            return None
        return count - 1 if layout.has("SharedFunctionInfo", "count_includes_receiver") else count

    def bytecode_array(self) -> Optional[BytecodeArray]:
        """Its bytecode, None where it has none (any more). Raises Corrupt."""
        layout = self.session.layout
        found = self.data
        debug = self._debug_info
        if debug is not None:
            original = self.session.value(debug.word(layout.offset("DebugInfo", "original_bytecode_array")))
            if isinstance(original, BytecodeArray):
                return original
            if layout.has("DebugInfo", "function_data"):
                found = self.session.value(debug.word(layout.offset("DebugInfo", "function_data")))
        for _ in range(_MAX_BYTECODE_HOPS):
            if isinstance(found, BytecodeArray):
                return found
            if not isinstance(found, HeapObject):
                return None
            place = _BYTECODE_IN.get(found.type_name)
            if place is None or not layout.has(*place):
                return None
            found = self.session.value(found.word(layout.offset(*place)))
        raise Corrupt(f"the bytecode of the function at {self.address:#x} is not to be found")


# Where the next step to the bytecode lies: InterpreterData, the baseline code of Sparkplug, or BaselineData (V8 9.0)
_BYTECODE_IN = {
    "INTERPRETER_DATA_TYPE": ("InterpreterData", "bytecode_array"),
    "BASELINE_DATA_TYPE": ("BaselineData", "data"),
    "CODE_TYPE": ("Code", "deoptimization_data_or_interpreter_data"),
}


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
        """What a call runs. Raises Unknown since V8 13, where the function has a number in a table of the isolate."""
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


def display_name(function: JSFunction) -> str:
    """A name for people: the call site's, else the inferred one, "" where there is none."""
    return call_site_name(function) or function.shared.inferred_name


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
