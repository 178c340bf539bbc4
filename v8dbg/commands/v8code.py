"""Describes code: bytecode, baseline and optimized code, builtins; what it is, where, and its tables.

VALUE is a Code, InstructionStream or BytecodeArray object, a function (all of its code), or the address of an
instruction: a program counter of jsstack -a. -d disassembles it: bytecode always, machine code in a debugger, where the
instruction of a program counter is marked, calls of builtins are named, and source positions are shown.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, Iterator, Tuple

from ..code_facts import Code, code_at_pc, code_of, owner_of
from ..errors import Error, Usage
from ..objects import HeapObject
from ..render import Line
from ..session import Session
from . import _code, _values

_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]+")


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    _code.arguments(parser)


def _codes(session: Session, args: argparse.Namespace) -> Iterator[Tuple[Code, int, int]]:
    """(code, its SharedFunctionInfo or 0, program counter or 0) of each VALUE."""
    values = list(args.values)
    for text in values:
        found = code_at_pc(session, int(text, 16)) if _ADDRESS.fullmatch(text) else None
        if found is not None:
            yield found, owner_of(session, found), int(text, 16)
            continue
        args.values = [text]
        try:
            for _, value in _values.each(session, args):
                if not isinstance(value, HeapObject):
                    raise Usage(f"{text} is a number and no code")
                for each in code_of(value):
                    yield each, owner_of(session, each, value), 0
        except Error as error:
            if len(values) == 1:
                raise
            session.warn(str(error))


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"codes": [_code.code_json(session, code, args, shared) for code, shared, _ in _codes(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, (code, shared, pc) in enumerate(_codes(session, args)):
        if number:
            yield ""
        yield from _code.code_lines(session, code, args, shared, pc)
