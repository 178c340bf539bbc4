"""Which code a function has: interpreted, baseline, Maglev, TurboFan, of loops; and what it learned while it ran.

src/objects/js-function.cc, shared-function-info.h, feedback-vector.h.
"""

from __future__ import annotations

from typing import Iterator, List, Optional, Tuple

from .builtin_table import builtin_name
from .dispatch import dispatched_code
from .errors import Corrupt, NotFound
from .functions import JSFunction, SharedFunctionInfo
from .isolate import find_isolates
from .jit import CompiledCode, compiled_code, strong
from .limits import MAX_FEEDBACK_SLOTS
from .objects import HEAP_TAG, WEAK_MASK, HeapObject, I32Field, is_smi, view_of
from .session import Session

_TRAMPOLINES = {
    "CompileLazy": "not compiled",
    "InterpreterEntryTrampoline": "interpreted",
    "InterpreterEntryTrampolineForProfiling": "interpreted",
    "InterpreterPushArgsThenCall": "interpreted",
}
_CLASS_POSITIONS = ("CLASS_POSITIONS_TYPE", "TUPLE2_TYPE")


@view_of("FEEDBACK_VECTOR_TYPE")
class FeedbackVector(HeapObject):
    """What a function learned while it ran; `v8print` shows its slots."""

    invocation_count = I32Field()


def name_of_builtin(session: Session, number: int) -> str:
    """Name of a builtin by the number that this V8 gives it, the number where no isolate tells."""
    for isolate in find_isolates(session):
        try:
            return builtin_name(session, isolate, number)
        except NotFound:
            continue
    return str(number)


def tiers(function: JSFunction) -> List[str]:
    """Every kind of code that the function has: what a call runs first, then what it keeps besides."""
    found: List[str] = []
    running = running_code(function)
    if running is not None:
        found.append(_tier(running))
    found += shared_tiers(function.shared)
    cached = cached_code(function)
    if cached is not None:
        found.append(_tier(cached))
    found += [f"{_tier(code)} (of a loop)" for code in loop_code(function)]
    return list(dict.fromkeys(found))


def shared_tiers(shared: SharedFunctionInfo) -> List[str]:
    """The same of a SharedFunctionInfo, without a closure."""
    found = [tier for tier, _ in shared_code(shared)]
    data = shared.data
    if isinstance(data, HeapObject) and data.type_name.startswith("UNCOMPILED_DATA"):
        found.append("not compiled")
    number = shared.builtin_id
    if number is not None:
        name = name_of_builtin(shared.session, number)
        found.append(_TRAMPOLINES.get(name, f"builtin {name}"))
    return found


def _tier(code: CompiledCode) -> str:
    if code.tier != "builtin" or code.builtin is None:
        marked = code.is_optimized and code.is_marked_for_deoptimization
        return code.tier + (" (deoptimized)" if marked else "")
    name = name_of_builtin(code.session, code.builtin)
    return _TRAMPOLINES.get(name, f"builtin {name}")


def running_code(function: JSFunction) -> Optional[CompiledCode]:
    """The code that a call of the function runs; None where the table that has it is not found."""
    if not function.has("code"):
        try:
            return dispatched_code(function)
        except NotFound:
            return None
    return compiled_code(function.session, function.code.address)


def shared_code(shared: SharedFunctionInfo) -> Iterator[Tuple[str, HeapObject]]:
    """(tier, object) of the code that all closures share: baseline code, bytecode."""
    data = shared.data
    if isinstance(data, HeapObject) and data.type_name == "CODE_TYPE":
        code = compiled_code(shared.session, data.address)
        if code.tier == "baseline":
            yield "baseline", data
    array = shared.bytecode_array()
    if array is not None:
        yield "interpreted", array


def feedback_vector(function: JSFunction) -> Optional[FeedbackVector]:
    """None before the function ran often enough to have one."""
    cell = function.feedback_cell
    if not isinstance(cell, HeapObject):
        return None
    vector = cell.session.value(cell.word(cell.session.layout.offset("FeedbackCell", "value")))
    return vector if isinstance(vector, FeedbackVector) else None


def cached_code(function: JSFunction) -> Optional[CompiledCode]:
    """Optimized code that other closures of the function would take over, from the feedback vector."""
    vector = feedback_vector(function)
    if vector is None:
        return None
    for field in ("maybe_optimized_code", "optimized_code_weak_or_smi"):
        if vector.has(field):
            word = vector.word(vector.session.layout.offset("FeedbackVector", field))
            if is_smi(word):
                return None
            try:
                return _unwrapped(vector.session.heap_object(strong(word)))
            except NotFound:
                return None
    return None


def loop_code(function: JSFunction) -> List[CompiledCode]:
    """Optimized code that the function enters in the middle of a loop (OSR), from the slots of its feedback vector."""
    vector = feedback_vector(function)
    if vector is None or not vector.has("feedback_slots"):
        return []
    session, layout, found = vector.session, vector.session.layout, []
    count = session.process.u32(vector.start + layout.offset("FeedbackVector", "length"))
    if count > MAX_FEEDBACK_SLOTS:
        raise Corrupt(f"the feedback vector at {vector.address:#x} claims {count} slots")
    for word in session.process.words(vector.start + layout.offset("FeedbackVector", "feedback_slots"), count):
        if word & (HEAP_TAG | WEAK_MASK) == HEAP_TAG | WEAK_MASK and word & 0xFFFFFFFF != HEAP_TAG | WEAK_MASK:
            code = _unwrapped(session.heap_object(word))
            if code is not None and code.is_optimized:
                found.append(code)
    return found


def _unwrapped(value: HeapObject) -> Optional[CompiledCode]:
    """The code of a Code object or, since V8 12, of a CodeWrapper; None of anything else."""
    if value.type_name == "CODE_WRAPPER_TYPE":
        value = value.session.heap_object(value.word(value.session.layout.offset("CodeWrapper", "code")))
    return compiled_code(value.session, value.address) if value.type_name == "CODE_TYPE" else None
