"""What all activations of one function have in common, read once per stack.

A recursion 3,000 deep has 3,000 frames and one function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Dict, List, Optional, Tuple

from . import functions, positions, scripts
from .errors import Error
from .functions import JSFunction, SharedFunctionInfo
from .scripts import Script


@dataclass
class Callee:
    """A function as a frame shows it. `notes` say what of it could not be read."""

    shared: SharedFunctionInfo
    function: Optional[str] = None  # CallSite.getFunctionName()
    display: str = ""  # the same or, where that is null, the inferred name
    source: Optional[Script] = None
    script: Optional[str] = None  # CallSite.getScriptNameOrSourceURL()
    eval_origin: str = ""  # of code that eval or new Function made: "eval at f (file.js:1:2)"
    parameters: List[str] = field(default_factory=list)
    formal: Optional[int] = None  # declared parameters, None of a builtin that takes what it gets
    is_native: bool = False  # a builtin that JavaScript can see
    is_user: bool = False  # from a script of the program or of Node's library
    notes: List[str] = field(default_factory=list)

    def attempt(self, what: str, read: Callable[[], None]) -> None:
        """One part that cannot be read must not hide the others."""
        try:
            read()
        except Error as error:
            self.notes.append(f"{what} not read: {error}")


Place = Tuple[int, int, int]  # source offset, line, column


class Callees:
    """Remembers callees and positions. For one stack: it does not notice that the target runs."""

    def __init__(self) -> None:
        self._callees: Dict[Tuple[int, str], Callee] = {}
        self._places: Dict[Tuple[int, int], Optional[Place]] = {}

    def of_function(self, function: JSFunction, builtin: str = "") -> Callee:
        """`builtin` is the name of the builtin that runs, where one does. Raises Corrupt, Fault."""
        key = function.address, builtin
        if key not in self._callees:
            self._callees[key] = _describe(function.shared, lambda: functions.call_site_name(function, builtin))
        return self._callees[key]

    def of_shared(self, shared: SharedFunctionInfo) -> Callee:
        """The same where no closure is known: an own `name` property is not either."""
        key = shared.address, ""
        if key not in self._callees:
            self._callees[key] = _describe(shared, lambda: shared.debug_name or None)
        return self._callees[key]

    def at_bytecode(self, callee: Callee, bytecode_offset: int) -> Optional[Place]:
        """Where a bytecode stands in the source, None where V8 kept no positions. Raises Corrupt, Fault."""
        key = callee.shared.address, bytecode_offset
        if key not in self._places:
            bytecode = callee.shared.bytecode_array()
            offset = None if bytecode is None else positions.position_at(bytecode, bytecode_offset)
            self._places[key] = None if offset is None else place(callee, offset)
        return self._places[key]


def place(callee: Callee, offset: int) -> Optional[Place]:
    """Line and column of a source offset, None of a function without source."""
    if callee.source is None:
        return None
    return (offset, *scripts.position(callee.source, offset))


def _describe(shared: SharedFunctionInfo, read_name: Callable[[], Optional[str]]) -> Callee:
    callee = Callee(shared)

    def name() -> None:
        callee.function = read_name()

    def kind() -> None:
        callee.is_native, callee.formal = shared.is_native, shared.formal_parameter_count

    def script() -> None:
        callee.source = shared.script
        if callee.source is not None:
            callee.is_user = shared.is_user_javascript
            callee.script = scripts.name_or_source_url(callee.source) or None
            if callee.script is None:
                callee.eval_origin = functions.eval_origin(callee.source)

    def parameters() -> None:
        callee.parameters = functions.parameter_names(shared)

    def inferred() -> None:
        callee.display = callee.function or shared.inferred_name

    callee.attempt("name", name)
    callee.display = callee.function or ""
    callee.attempt("kind", kind)
    callee.attempt("script", script)
    callee.attempt("parameter names", parameters)
    callee.attempt("inferred name", inferred)
    return callee
