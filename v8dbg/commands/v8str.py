"""Prints the characters of a string, however V8 keeps them.

-v shows how it is kept: sequential, a concatenation (cons), a slice of another string, a reference to an internalized
one (thin), or outside the heap (external), with the whole tree of parts, the hash, the width of a character and where
the characters lie. -s prints the bare characters, escapes left out.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..errors import Usage
from ..quoting import quote_string
from ..render import Line, Span
from ..session import Session
from ..string_facts import Form, characters, forms
from ..strings import String
from . import _values


def arguments(parser: argparse.ArgumentParser) -> None:
    _values.arguments(parser)
    parser.add_argument("-v", dest="verbose", action="store_true", help="how V8 keeps it")
    parser.add_argument("-l", dest="length", type=int, default=0, metavar="LENGTH", help="characters shown (0: all)")
    parser.add_argument("-p", dest="parts", type=int, default=64, metavar="PARTS", help="parts that -v shows (64)")
    parser.add_argument("-s", dest="short", action="store_true", help="the characters without quotes")


def _strings(session: Session, args: argparse.Namespace) -> Iterator[String]:
    for text, value in _values.each(session, args):
        if not isinstance(value, String):
            raise Usage(f"{text} is no string")
        yield value


def _form_json(form: Form) -> dict[str, Any]:
    start = {"part": form.part, "depth": form.depth, "address": f"{form.view.address:#x}", "type": form.view.type_name}
    return {**start, "form": form.kind, "one_byte": form.one_byte, **form.facts}


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    shown = []
    for view in _strings(session, args):
        one: dict[str, Any] = {"address": f"{view.address:#x}", "length": view.length}
        one["value"] = characters(view, args.length)
        if args.verbose:
            one["forms"] = [_form_json(form) for form in forms(view, args.parts)]
        shown.append(one)
    return {"strings": shown}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for view in _strings(session, args):
        found = characters(view, args.length)
        yield found if args.short else quote_string(found)
        if args.verbose:
            yield from map(_form_line, forms(view, args.parts))


def _form_line(form: Form) -> Line:
    facts = " ".join(f"{name}={value}" for name, value in form.facts.items() if value not in (None, False))
    part = f"{form.part}: " if form.part else ""
    width = "one byte" if form.one_byte else "two bytes"
    start = "  " * (form.depth + 1) + part
    return [start, Span("address", f"{form.view.address:#x}"), f" {form.kind} {width} {form.view.type_name} {facts}"]
