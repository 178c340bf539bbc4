"""The tables of code, row by row: source positions, handlers, safepoints, deoptimization entries."""

from __future__ import annotations

from typing import List, Optional

from . import bytecode
from .baseline import baseline_rows
from .bytecode_text import positions
from .code_facts import Code, Places, function_label, handler_table
from .deopt import entry_functions
from .errors import Corrupt, NotFound
from .facts import Facts, Hex
from .inlining import DeoptimizationData, code_positions, inlining_stack
from .jit import CompiledCode
from .limits import MAX_TABLE_ROWS
from .positions import BytecodeArray
from .safepoints import safepoints
from .session import Session


def tables(session: Session, code: Code, shared: int) -> Facts:
    """Every table of the code by name; `shared` is the tagged SharedFunctionInfo that it is of, 0 where unknown."""
    facts, places = Facts(), Places(session)
    array, compiled = code.array, code.compiled
    if array is not None:
        facts.read("source_positions", lambda: _positions(array, places, shared))
        facts.read("handlers", lambda: _handlers(array))
    elif compiled is not None and compiled.is_optimized:
        facts.read("source_positions", lambda: _optimized_positions(session, compiled, places))
        facts.read("handlers", lambda: [_row(call=Hex(pc), handler=Hex(at)) for pc, at in handler_table(compiled)])
        facts.read("safepoints", lambda: _safepoints(compiled))
        facts.read("deopt_entries", lambda: _entries(session, compiled))
    elif compiled is not None and compiled.tier == "baseline":
        facts.read("bytecodes", lambda: [_row(at=Hex(pc), bytecode=n) for pc, n in baseline_rows(session, compiled)])
    return facts


def _row(**values: object) -> Facts:
    facts = Facts()
    for name, value in values.items():
        facts.put(name, value)
    return facts


def _positions(array: BytecodeArray, places: Places, shared: int) -> List[Facts]:
    return [
        _row(
            at=row.code_offset,
            offset=row.script_offset,
            position=places.text(shared, row.script_offset) if shared else None,
            kind="statement" if row.is_statement else "expression",
        )
        for row in positions(array)[:MAX_TABLE_ROWS]
    ]


def _handlers(array: BytecodeArray) -> List[Facts]:
    return [
        _row(start=h.start, end=h.end, handler=h.handler, prediction=h.prediction, context=f"r{h.data}")
        for h in bytecode.handlers(array)
    ]


def _optimized_positions(session: Session, code: CompiledCode, places: Places) -> List[Facts]:
    found = []
    for row in code_positions(code)[:MAX_TABLE_ROWS]:
        stack = inlining_stack(code, row)
        where = [
            f"{places.text(each.shared, each.script_offset)} {function_label(session.heap_object(each.shared))}".strip()
            for each in stack
        ]
        found.append(_row(at=Hex(row.code_offset), position=", inlined at ".join(where)))
    return found


def _safepoints(code: CompiledCode) -> List[Facts]:
    return [
        _row(
            at=Hex(point.pc),
            deopt_entry=point.deopt_index,
            trampoline=None if point.trampoline is None else Hex(point.trampoline),
            tagged_slots=point.tagged_slots.hex(),
        )
        for point in safepoints(code)[:MAX_TABLE_ROWS]
    ]


def _entries(session: Session, code: CompiledCode) -> List[Facts]:
    """What would go on at each entry: the function and the offset of its bytecode, inlined ones first."""
    return [_row(entry=number, goes_on=_entry(session, code, number)) for number in range(_count(code))]


def _count(code: CompiledCode) -> int:
    return min(DeoptimizationData(code).count, MAX_TABLE_ROWS)


def _entry(session: Session, code: CompiledCode, number: int) -> str:
    try:
        frames = entry_functions(code, number)
    except (Corrupt, NotFound) as error:
        return f"<unreadable: {error}>"
    found = []
    for frame in frames:
        offset: Optional[int] = frame.bytecode_offset
        name = function_label(session.heap_object(frame.shared)) if frame.shared else "(unknown)"
        found.append(name if offset is None else f"{name} @ {offset}")
    return ", in ".join(found)
