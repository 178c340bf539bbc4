"""Shows which V8 the target runs, and where each fact of its memory layout came from.

A fact is a field's offset, a constant, a bit field, an instance type or a list of names.
Its source is a v8dbg_* symbol of the target's own binary or one of v8dbg's tables.
PATTERN keeps the facts whose name contains it, such as `JSFunction` or `Map.instance_type`.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from ..errors import NotFound
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pattern", nargs="?", default="", metavar="PATTERN", help="part of a fact's name")


def _facts(session: Session, pattern: str) -> list[dict[str, Any]]:
    found = []
    for kind, group, name, value, source in session.layout.facts():
        full = f"{group}.{name}" if group else name
        if pattern.lower() in full.lower():
            found.append({"kind": kind.lower().rstrip("s"), "name": full, "value": value, "source": source})
    if not found:
        raise NotFound(f"no fact whose name contains {pattern!r}", "`v8layout` alone lists them all")
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {
        "node": session.versions.node,
        "v8": session.versions.v8_full,
        "executable": session.process.executable,
        "facts": _facts(session, args.pattern),
    }


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    node = session.versions.node
    yield [Span("heading", f"V8 {session.versions.v8_full}" + (f", Node.js {node}" if node else ""))]
    for fact in _facts(session, args.pattern):
        value = fact["value"]
        shown = f"{len(value)} names" if fact["kind"] == "list" and not args.pattern else str(value)
        yield [f"{fact['kind']:<9}", Span("name", f"{fact['name']:<56}"), f" {shown:<8} ", Span("dim", fact["source"])]
