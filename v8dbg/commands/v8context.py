"""Prints a context: the variables of one activation of a scope, and the contexts around it.

VALUE is a context, or a function, whose context is shown. Each slot is listed with the name that the scope gives it;
the native context's slots have none.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..closures import context_of
from ..errors import Usage
from ..facts import Facts
from ..objects import HeapObject
from ..render import Line
from ..session import Session
from ..shared_facts import describe_context
from . import _values
from ._facts import fact_lines, to_json


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)


def _described(session: Session, args: argparse.Namespace) -> Iterator[Facts]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no context")
        yield describe_context(context_of(value))


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"contexts": [to_json(session, facts) for facts in _described(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, facts in enumerate(_described(session, args)):
        if number:
            yield ""
        yield from fact_lines(session, facts, "")
