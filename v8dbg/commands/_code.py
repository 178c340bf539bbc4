"""How code is shown, as text and as JSON: shared by v8function and v8code."""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..bytecode import handlers
from ..bytecode_text import Row, constant_text, rows
from ..code_facts import Code, Places, code_of, describe_code, handler_table
from ..code_tables import tables
from ..disassembly import machine_code
from ..errors import Error
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from ._facts import fact_lines, to_json


def arguments(parser: argparse.ArgumentParser) -> None:
    what = "disassemble: bytecode always, machine code in a debugger"
    parser.add_argument("-d", dest="disassemble", action="store_true", help=what)
    parser.add_argument("-t", dest="tables", action="store_true", help="its tables: positions, handlers, safepoints")


def codes(session: Session, value: HeapObject) -> List[Code]:
    """The code of a function; none, and a warning, where it cannot be found."""
    try:
        return code_of(value)
    except Error as error:
        session.warn(f"code not read: {error}")
        return []


def code_json(session: Session, code: Code, args: argparse.Namespace, shared: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = to_json(session, describe_code(session, code))
    if args.tables:
        found["tables"] = to_json(session, tables(session, code, shared))
    if not args.disassemble:
        return found
    try:
        if code.array is not None:
            places = Places(session)
            found["bytecode"] = [_row_json(session, row, places, shared) for row in rows(code.array)]
            found["handler_table"] = [list(each) for each in handlers(code.array)]
        else:
            found["instructions"] = [
                {"address": f"{row.address:#x}", "offset": row.offset, "text": row.text, "note": row.note,
                 "position": row.position}
                for row in machine_code(session, code)
            ]  # fmt: skip
    except Error as error:
        session.warn(str(error))
    return found


def _row_json(session: Session, row: Row, places: Places, shared: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "offset": row.instruction.offset, "bytecode": row.instruction.full_name, "operands": row.operands,
    }  # fmt: skip
    if row.note:
        found["target"] = row.note
    if row.constants:
        found["constants"] = [constant_text(session, word) for word in row.constants]
    if row.position is not None:
        found["source_offset"] = row.position.script_offset
        found["position"] = places.text(shared, row.position.script_offset) if shared else ""
    return found


def code_lines(
    session: Session, code: Code, args: argparse.Namespace, shared: int = 0, current: int = 0
) -> Iterator[Line]:
    """The facts of code, and what it consists of; `current` is the address of an instruction to mark."""
    facts = describe_code(session, code)
    yield [Span("heading", str(facts.get("kind")))]
    yield from fact_lines(session, facts)
    if args.tables:
        yield from fact_lines(session, tables(session, code, shared))
    if not args.disassemble:
        return
    try:
        if code.array is not None:
            yield from _bytecode_lines(session, code, shared)
        else:
            yield from _machine_lines(session, code, current)
    except Error as error:
        session.warn(f"{error}; {error.hint}" if error.hint else str(error))


def _bytecode_lines(session: Session, code: Code, shared: int) -> Iterator[Line]:
    array = code.array
    assert array is not None
    places = Places(session)
    for row in rows(array):
        where = ""
        if row.position is not None:
            where = places.text(shared, row.position.script_offset) if shared else str(row.position.script_offset)
            where += " S>" if row.position.is_statement else " E>"
        line: List[Any] = [Span("file", f"{where:>10} "), Span("dim", f"@ {row.instruction.offset:4} : ")]
        line += [row.instruction.full_name, " " if row.operands else "", ", ".join(row.operands)]
        line.append(f" {row.note}" if row.note else "")
        if row.constants:
            line.append(Span("dim", "  ; " + ", ".join(constant_text(session, word) for word in row.constants)))
        yield line
    table = handlers(array)
    if table:
        yield [Span("heading", "handlers")]
    for each in table:
        yield f"  [{each.start}, {each.end}) -> {each.handler} (prediction {each.prediction}, context in r{each.data})"


def _machine_lines(session: Session, code: Code, current: int) -> Iterator[Line]:
    for row in machine_code(session, code):
        if row.position:
            yield ["          ", Span("file", row.position)]
        line: List[Any] = [Span("mark", "=>" if row.address == current else "  "), Span("address", f"{row.address:#x}")]
        line += [Span("dim", f" +{row.offset:#05x}"), f"  {row.text}"]
        if row.note:
            line.append(Span("dim", f"  ; {row.note}"))
        yield line
    if code.compiled is not None and code.compiled.is_optimized:
        table = handler_table(code.compiled)
        if table:
            yield [Span("heading", "handlers")]
        for pc, handler in table:
            yield f"  call that returns to +{pc:#x} -> +{handler:#x}"
