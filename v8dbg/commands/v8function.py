"""Describes a function as V8 has it: its SharedFunctionInfo with its flags, and each piece of its code.

-d disassembles the code: the bytecode in the words of V8's own --print-bytecode, with source positions and constants,
and in a debugger the machine code of baseline, Maglev and TurboFan.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, Tuple, Union

from ..errors import Corrupt, Usage
from ..function_facts import describe
from ..functions import JSFunction, SharedFunctionInfo
from ..render import Line, Span
from ..session import Session
from ..shared_facts import describe_shared
from . import _code, _values
from ._facts import fact_lines, to_json

Function = Union[JSFunction, SharedFunctionInfo]


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    _code.arguments(parser)


def _functions(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Function, SharedFunctionInfo]]:
    for text, value in _values.each(session, args):
        if isinstance(value, (int, float)):
            raise Usage(f"{text} is a number and no function")
        if not isinstance(value, (JSFunction, SharedFunctionInfo)):
            raise Corrupt(f"{text} is no JSFunction and no SharedFunctionInfo but a {value.type_name}")
        yield value, value.shared if isinstance(value, JSFunction) else value


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found = []
    for value, shared in _functions(session, args):
        entry = to_json(session, describe(value))
        entry["shared_function_info"] = to_json(session, describe_shared(shared))
        codes = _code.codes(session, value)
        entry["codes"] = [_code.code_json(session, each, args, shared.address) for each in codes]
        found.append(entry)
    return {"functions": found}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, (value, shared) in enumerate(_functions(session, args)):
        if number:
            yield ""
        facts = describe(value)
        yield [Span("address", f"{value.address:#x}"), ": ", Span("function", str(facts.get("function") or ""))]
        yield from fact_lines(session, facts.without("address", "function"))
        yield [Span("heading", f"SharedFunctionInfo {shared.address:#x}")]
        yield from fact_lines(session, describe_shared(shared))
        for each in _code.codes(session, value):
            yield from _code.code_lines(session, each, args, shared.address)
