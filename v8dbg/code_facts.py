"""What is known of code: bytecode, compiled code with its tables, builtins.

src/objects/code.h, instruction-stream.h, bytecode-array.h; src/codegen/handler-table.h.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from . import bytecode, limits
from .baseline import bytecode_array
from .builtins import Builtin
from .bytecode_text import positions
from .codespace import code_space
from .errors import Corrupt, Error, NotFound
from .facts import Facts, Hex
from .function_code import cached_code, loop_code, name_of_builtin, running_code, shared_code
from .functions import JSFunction, SharedFunctionInfo
from .inlining import DeoptimizationData, code_positions
from .jit import CompiledCode, compiled_code
from .objects import HeapObject
from .positions import BytecodeArray
from .safepoints import safepoints
from .scripts import position
from .session import Session

_CODE_TYPES = ("CODE_TYPE", "INSTRUCTION_STREAM_TYPE")
_AFTER_HANDLERS = ("jump_table_info_offset", "unwinding_info_offset", "code_comments_offset")


@dataclass
class Code:
    """Something that runs: exactly one of the three is given."""

    array: Optional[BytecodeArray] = None
    compiled: Optional[CompiledCode] = None
    builtin: Optional[Builtin] = None


def code_at_pc(session: Session, pc: int) -> Optional[Code]:
    """The code whose instructions hold an address, None where there is none of V8."""
    place = code_space(session).at(pc)
    if place.builtin is not None:
        return Code(builtin=place.builtin)
    return Code(compiled=place.code) if place.code is not None and pc in place.code else None


def code_of(value: HeapObject) -> List[Code]:
    """The code objects of a function, of a SharedFunctionInfo, or the value itself. Raises Corrupt, NotFound."""
    session = value.session
    if isinstance(value, BytecodeArray):
        return [Code(array=value)]
    if value.type_name in _CODE_TYPES:
        return [Code(compiled=compiled_code(session, value.address))]
    if value.type_name == "INTERPRETER_DATA_TYPE":
        layout = session.layout
        inner = session.value(value.word(layout.offset("InterpreterData", "bytecode_array")))
        if isinstance(inner, BytecodeArray):
            return [Code(array=inner)]
    if not isinstance(value, (JSFunction, SharedFunctionInfo)):
        raise Corrupt(f"{value.address:#x} is no code and no function but a {value.type_name}")
    found: List[Code] = []
    if isinstance(value, JSFunction):
        for code in (running_code(value), cached_code(value), *loop_code(value)):
            if code is not None and code.tier != "builtin" and Code(compiled=code) not in found:
                found.append(Code(compiled=code))
    shared = value.shared if isinstance(value, JSFunction) else value
    for _, each in shared_code(shared):
        if isinstance(each, BytecodeArray):
            item = Code(array=each)
        else:
            item = Code(compiled=compiled_code(session, each.address))
        if item not in found:
            found.append(item)
    number = shared.builtin_id
    if number is not None and not found:
        name = name_of_builtin(session, number)
        start = code_space(session).builtins.address_of(name)
        if start:
            found.append(Code(builtin=code_space(session).at(start).builtin))
    return found


def owner_of(session: Session, code: Code, value: Optional[HeapObject] = None) -> int:
    """The tagged SharedFunctionInfo whose code it is, 0 where nothing tells. `value` is what led to the code."""
    if isinstance(value, JSFunction):
        return value.shared.address
    if isinstance(value, SharedFunctionInfo):
        return value.address
    try:
        optimized = code.compiled is not None and code.compiled.is_optimized
        return DeoptimizationData(code.compiled).shared if optimized and code.compiled is not None else 0
    except Error:
        return 0


def describe_code(session: Session, code: Code) -> Facts:
    """The facts of one piece of code."""
    facts = Facts()
    if code.array is not None:
        _bytecode(code.array, facts)
    elif code.builtin is not None:
        facts.put("kind", "builtin")
        facts.put("name", code.builtin.name)
        facts.put("start", Hex(code.builtin.start))
        facts.put("size", code.builtin.end - code.builtin.start)
    elif code.compiled is not None:
        _compiled(session, code.compiled, facts)
    return facts


def _bytecode(array: BytecodeArray, facts: Facts) -> None:
    facts.put("kind", "bytecode")
    facts.put("address", Hex(array.address))
    facts.read("start", lambda: Hex(array.first_bytecode))
    facts.read("size", lambda: array.length)
    facts.read("parameters", lambda: bytecode.parameter_count(array))
    facts.read("registers", lambda: array.frame_size // 8)
    facts.read("constants", lambda: len(bytecode.constants(array)))
    facts.read("handlers", lambda: len(bytecode.handlers(array)))
    facts.read("positions", lambda: len(positions(array)))


def _compiled(session: Session, code: CompiledCode, facts: Facts) -> None:
    facts.read("kind", lambda: code.tier)
    facts.put("address", Hex(code.address))
    facts.read("code_kind", lambda: code.kind)
    if code.builtin is not None:
        facts.read("name", lambda: name_of_builtin(session, code.builtin or 0))
    facts.read("start", lambda: Hex(code.instruction_start))
    facts.read("size", lambda: code.instruction_size)
    if not code.is_optimized:
        if code.tier == "baseline":
            facts.read("bytecode", lambda: session.heap_object(bytecode_array(session, code)))
        return
    facts.read("deoptimized", lambda: code.is_marked_for_deoptimization)
    facts.read("stack_slots", lambda: code.stack_slots)
    facts.read("safepoints", lambda: len(safepoints(code)))
    facts.read("handlers", lambda: len(handler_table(code)))
    facts.read("positions", lambda: len(code_positions(code)))
    data = facts.read("function", lambda: _shared_of(session, code))
    if data is not None:
        facts.read("deopt_entries", lambda: DeoptimizationData(code).count)
        facts.read("inlined", lambda: inlined_functions(code))


def _shared_of(session: Session, code: CompiledCode) -> HeapObject:
    return session.heap_object(DeoptimizationData(code).shared)


def handler_table(code: CompiledCode) -> List[Tuple[int, int]]:
    """(return offset, offset of the handler) of each call that may throw into the function. Raises Corrupt, Fault."""
    session, layout = code.session, code.session.layout
    place = code.address - 1
    read = session.process.i32
    first = read(place + layout.offset("CompiledCode", "handler_table_offset"))
    if layout.has("CompiledCode", "metadata_size"):
        size = read(place + layout.offset("CompiledCode", "metadata_size"))
    else:
        size = code.instruction_size
    ends = [size] + [read(place + layout.offset("Code", name)) for name in _AFTER_HANDLERS if layout.has("Code", name)]
    end = min((each for each in ends if each >= first), default=first)
    if layout.has("HandlerTable", "counted"):
        count = read(code.metadata_start + first)
        first += 4
    else:
        count = (end - first) // 8
    if not 0 <= count <= limits.MAX_SAFEPOINTS:
        raise Corrupt(f"the handler table of {code.address:#x} has {count} rows")
    bits = layout.bits("HandlerTable", "offset")
    data = session.process.read(code.metadata_start + first, 8 * count)
    words = [int.from_bytes(data[at : at + 4], "little", signed=True) for at in range(0, len(data), 4)]
    return [(words[at], bits.of(words[at + 1])) for at in range(0, len(words), 2)]


def inlined_functions(code: CompiledCode) -> List[str]:
    """The functions that were inlined, one for each call site: name and place of the call."""
    data, found = DeoptimizationData(code), []
    for number in range(limits.MAX_INLINE_DEPTH * 64):
        try:
            place, literal = data.inlining_position(number)
        except Corrupt:
            break
        found.append(_inlined(code, data, place, literal))
    return found


def _inlined(code: CompiledCode, data: DeoptimizationData, place: int, literal: int) -> str:
    try:
        shared = code.session.heap_object(data.shared if literal < 0 else data.literal(literal))
        return function_label(shared)
    except (NotFound, Corrupt):
        return "<collected>"


def function_label(shared: HeapObject) -> str:
    """Name of a SharedFunctionInfo, "(anonymous)" where it has none."""
    if not isinstance(shared, SharedFunctionInfo):
        raise Corrupt(f"{shared.address:#x} is no SharedFunctionInfo")
    return shared.debug_name or "(anonymous)"


class Places:
    """Lines and columns of source offsets, as text, remembered."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._texts: Dict[Tuple[int, int], str] = {}

    def text(self, shared: int, offset: int) -> str:
        """line:column of an offset in the script of a tagged SharedFunctionInfo; "" where it is not known."""
        key = shared, offset
        if key not in self._texts:
            self._texts[key] = self._find(shared, offset)
        return self._texts[key]

    def _find(self, shared: int, offset: int) -> str:
        try:
            function = self.session.heap_object(shared)
            script = function.script if isinstance(function, SharedFunctionInfo) else None
            return "%d:%d" % position(script, offset) if script is not None and offset >= 0 else ""
        except Error:
            return ""
