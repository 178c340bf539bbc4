"""Prints the closure variables of a function, scope by scope, nearest first.

VALUE is a function or a context. A variable whose declaration was not reached yet is <uninitialized>; import and
export mark the variables that a module shares with others. -a puts the address of each value before it, -s prints
nothing else.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..closures import ClosureScope, ClosureVariable, closure_scopes, context_of, word_text
from ..errors import Usage
from ..objects import HeapObject
from ..preview import preview, preview_number, value_json
from ..render import Line, Span
from ..session import Session
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-a", dest="addresses", action="store_true", help="addresses of the values")
    parser.add_argument("-s", dest="short", action="store_true", help="only the addresses, one a line")


def _scopes(session: Session, args: argparse.Namespace) -> Iterator[Tuple[str, List[ClosureScope]]]:
    for text, value in _values.each(session, args):
        if not isinstance(value, HeapObject):
            raise Usage(f"{text} is a number and no function")
        yield text, list(closure_scopes(context_of(value)))


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {
        "functions": [
            {"value": text, "scopes": [_scope_json(session, scope) for scope in scopes]}
            for text, scopes in _scopes(session, args)
        ]
    }


def _scope_json(session: Session, scope: ClosureScope) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": scope.kind, "context": f"{scope.context.address:#x}", "function": scope.function}
    found["variables"] = [_variable_json(session, each) for each in scope.variables]
    if scope.holder is not None:
        found["object"] = value_json(session, scope.holder)
    if scope.note:
        found["note"] = scope.note
    return found


def _variable_json(session: Session, each: ClosureVariable) -> dict[str, Any]:
    found: dict[str, Any] = {"name": each.name}
    if each.note:
        found["note"] = each.note
    if each.is_uninitialized(session):
        found["uninitialized"] = True
    elif isinstance(each.word, float):
        found["value"] = {"type": "number", "preview": preview_number(each.word), "value": each.word}
    else:
        found["value"] = value_json(session, each.word)
    return found


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, (text, scopes) in enumerate(_scopes(session, args)):
        if args.short:
            yield from (word_text(each.word) for scope in scopes for each in scope.variables if word_text(each.word))
            continue
        if len(args.values) > 1:
            yield from [""] if number else []
            yield [Span("heading", text)]
        if not any(scope.variables or scope.holder or scope.note for scope in scopes):
            yield "no closure variables"
        for scope in scopes:
            yield from _scope_lines(session, scope, args.addresses)


def _scope_lines(session: Session, scope: ClosureScope, addresses: bool) -> Iterator[Line]:
    named = f" {scope.function}" if scope.function else ""
    kind = f"{scope.kind} scope" if scope.kind else "scopes further out"
    yield [Span("dim", f"{kind}{named}" + (f" {scope.context.address:#x}" if addresses else ""))]
    if scope.holder is not None:
        yield ["  ", Span("dim", "properties of "), preview(session, scope.holder)]
    for each in scope.variables:
        line: List[Any] = ["  ", Span("name", each.name), ": "]
        if each.is_uninitialized(session):
            line.append("<uninitialized>")
        else:
            if addresses and word_text(each.word):
                line.append(Span("address", word_text(each.word) + " "))
            line.append(preview(session, each.word) if isinstance(each.word, int) else preview_number(each.word))
        if each.note:
            line.append(Span("dim", f" ({each.note})"))
        yield line
    if scope.note:
        yield [Span("error", f"  not read: {scope.note}")]
