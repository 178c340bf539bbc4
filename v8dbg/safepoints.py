"""Safepoint tables: for each call in optimized code, where a deoptimization there would go on.

src/codegen/safepoint-table.h and maglev-safepoint-table.h. Two formats, told apart by the
fields of their header in the layout: entries of 12 bytes, and since V8 10 entries packed
as the header says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional

from . import limits
from .errors import Corrupt
from .jit import CompiledCode


@dataclass(frozen=True)
class Safepoint:
    """One call: `pc` is its return address; offsets count from the first instruction."""

    pc: int
    deopt_index: Optional[int] = None  # entry of the DeoptimizationData
    trampoline: Optional[int] = None  # where the return address points once the code is being deoptimized
    tagged_slots: bytes = b""  # bit i: the i-th word from the stack pointer up is tagged; b"" where it is not kept


def safepoints(code: CompiledCode) -> List[Safepoint]:
    """The table's entries in order of pc, equal neighbours folded as V8 folds them. Raises NotFound, Corrupt."""
    found: Optional[List[Safepoint]] = code.tables.get("safepoints")
    if found is None:
        found = code.tables["safepoints"] = _read(code)
    return found


def _read(code: CompiledCode) -> List[Safepoint]:
    layout = code.session.layout
    group = "MaglevSafepointTable" if code.tier == "maglev" else "SafepointTable"
    table = code.safepoint_table
    if layout.has(group, "entry_size"):
        return _fixed(code, table)
    return _packed(code, table, group)


def find_safepoint(code: CompiledCode, pc: int, live: bool = False) -> Optional[Safepoint]:
    """The entry of the call that returns to `pc`, as SafepointTable::FindEntry has it, None where there is none.

    `live`: the thread itself stands at `pc`, which is then no call that is going on: only an exact match counts."""
    offset = pc - code.instruction_start
    entries = safepoints(code)
    folded = code.tier != "maglev" and not code.session.layout.has("SafepointTable", "entry_size")
    if live or not folded:
        return _exact(entries, offset)
    # trampolines lie behind all calls; while the deoptimizer runs, the pc is a little behind one
    trampolines = [entry for entry in entries if entry.trampoline is not None and entry.trampoline <= offset]
    if trampolines:
        return trampolines[-1]
    # equal entries in a row are stored once, under the first pc
    before = [entry for entry in entries if entry.pc <= offset]
    return before[-1] if before else None


def _exact(entries: List[Safepoint], offset: int) -> Optional[Safepoint]:
    for entry in entries:
        if offset in (entry.pc, entry.trampoline):
            return entry
    if len(entries) == 1 and entries[0].pc == 0xFFFFFFFF:  # one entry for all calls
        return entries[0]
    return None


def _checked(count: int, code: CompiledCode) -> int:
    if not 0 <= count <= limits.MAX_SAFEPOINTS:
        raise Corrupt(f"the code at {code.address:#x} claims {count} safepoints")
    return count


def _fixed(code: CompiledCode, table: int) -> List[Safepoint]:
    layout, process = code.session.layout, code.session.process
    count = _checked(process.u32(table + layout.offset("SafepointTable", "length")), code)
    bits = process.u32(table + layout.offset("SafepointTable", "entry_size"))
    if bits > limits.MAX_STACK_BYTES:
        raise Corrupt(f"the safepoint table of {code.address:#x} claims entries of {bits} bytes")
    start = table + layout.constant("SafepointTable", "header_size")
    size = layout.constant("SafepointTable", "fixed_entry_size")
    none = layout.constant("SafepointTable", "no_deopt_index")
    data = process.read(start, count * (size + bits))
    found = []
    for number in range(count):
        pc, deopt, trampoline = (
            int.from_bytes(data[number * size + at : number * size + at + 4], "little") for at in (0, 4, 8)
        )
        slots = data[count * size + number * bits : count * size + (number + 1) * bits]
        index = None if deopt & none == none else deopt & none
        found.append(Safepoint(pc, index, None if trampoline == 0xFFFFFFFF else trampoline, slots))
    return found


def _packed(code: CompiledCode, table: int, group: str) -> List[Safepoint]:
    layout, process = code.session.layout, code.session.process
    count = _checked(process.u32(table + layout.offset(group, "length")), code)
    word = process.u32(table + layout.offset(group, "entry_configuration"))
    config = {
        name: layout.bits("SafepointTable.entry_configuration", name).of(word)
        for name in ("has_deopt_data", "register_indexes_size", "pc_size", "deopt_index_size", "tagged_slots_bytes")
    }
    maglev = group == "MaglevSafepointTable"
    pc_size, deopt_size = config["pc_size"], config["deopt_index_size"]
    slot_bytes = 0 if maglev else config["tagged_slots_bytes"]
    size = pc_size + config["register_indexes_size"] + (1 if maglev else 0)
    if config["has_deopt_data"]:
        size += pc_size + deopt_size
    data = process.read(table + layout.constant(group, "header_size"), count * (size + slot_bytes))
    found = []
    for number in range(count):
        at = number * size
        pc = int.from_bytes(data[at : at + pc_size], "little")
        deopt = trampoline = None
        if config["has_deopt_data"]:  # both are stored plus one
            at += pc_size
            deopt = int.from_bytes(data[at : at + deopt_size], "little") - 1
            at += deopt_size
            trampoline = int.from_bytes(data[at : at + pc_size], "little") - 1
        slots = data[count * size + number * slot_bytes : count * size + (number + 1) * slot_bytes]
        found.append(
            Safepoint(pc, deopt if deopt != -1 else None, trampoline if trampoline != -1 else None, slots)
        )
    return found
