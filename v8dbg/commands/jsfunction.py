"""Describes a function: where it is in the source, what it closes over, which code runs it.

VALUE is a function, a bound function (whose target, this and arguments are shown), or a SharedFunctionInfo.
"start" and "end" are line:column of the function's own text, from 1. "code" names the tiers that it has code in,
the one that a call runs first.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, Tuple

from ..errors import Usage
from ..facts import Facts
from ..function_facts import describe
from ..objects import HeapObject
from ..render import Line, Span
from ..session import Session
from . import _values
from ._facts import fact_lines, to_json


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)


def _described(session: Session, args: argparse.Namespace) -> Iterator[Tuple[str, Facts]]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no function")
        yield text, describe(value)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"functions": [to_json(session, facts) for _, facts in _described(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, (_, facts) in enumerate(_described(session, args)):
        if number:
            yield ""
        yield [Span("address", str(facts.get("address"))), ": ", Span("function", str(facts.get("function") or ""))]
        yield from fact_lines(session, facts.without("address", "function"))
