"""Prints the warnings of the command before, those of the target, and the facts of V8's layout that were missed."""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..render import Line
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def _found(session: Session) -> List[str]:
    said = list(session.warnings) + [each for each in session.last_warnings if each not in session.warnings]
    missed = sorted(session.layout.missed)
    return said + [f"not known of V8 {session.versions.v8_full}: {name}" for name in missed]


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"found": _found(session)}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    found = _found(session)
    session.warnings = []  # they are said here
    yield from found or ["no warnings"]
