"""SharedFunctionInfo: a function of the source text, which all its closures share.

src/objects/shared-function-info.tq and shared-function-info.cc.
"""

from __future__ import annotations

from typing import Optional, Tuple

from .errors import Corrupt, NotFound
from .objects import Field, HeapObject, I32Field, U16Field, U32Field, Value, is_smi, view_of
from .positions import BytecodeArray
from .scopes import ScopeInfo
from .scripts import Script
from .strings import String, text

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
                "kClassMembersInitializerFunctionPrecededByStatic": "<instance_members_initializer>",
                "kClassStaticInitializerFunction": "<static_initializer>",
                "kClassStaticInitializerFunctionPrecededByMember": "<static_initializer>",
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
