"""Prints a ScopeInfo: what the parser knew of a scope.

VALUE is a ScopeInfo, or a function, a SharedFunctionInfo or a context, whose ScopeInfo is shown. Flags are decoded, and
each variable that lives in a context is listed with its slot, its mode (let, const, var, …) and how it begins.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..errors import NotFound, Usage
from ..facts import Facts
from ..functions import Context, JSFunction, ScopeInfo, SharedFunctionInfo
from ..objects import HeapObject
from ..render import Line
from ..session import Session
from ..shared_facts import describe_scope_info
from . import _values
from ._facts import fact_lines, to_json


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)


def _described(session: Session, args: argparse.Namespace) -> Iterator[Facts]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no ScopeInfo")
        yield describe_scope_info(_scope_info(text, value))


def _scope_info(text: str, value: HeapObject) -> ScopeInfo:
    if isinstance(value, JSFunction):
        value = value.shared
    found: Any = value
    if isinstance(value, (SharedFunctionInfo, Context)):
        found = value.scope_info
    if found is None:
        raise NotFound(f"{text} has no ScopeInfo: the function was not compiled yet, or is native")
    if not isinstance(found, ScopeInfo):
        raise NotFound(f"{text} has no ScopeInfo: it is a {value.type_name}")
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"scope_infos": [to_json(session, facts) for facts in _described(session, args)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, facts in enumerate(_described(session, args)):
        if number:
            yield ""
        yield from fact_lines(session, facts, "")
