"""Prints the types of stack frames of the target's V8 with their numbers: the markers that frames carry."""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import Unknown
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def _types(session: Session) -> List[Tuple[int, str]]:
    found = sorted((number, name) for name, number in session.layout.constants("frame_type").items())
    if not found:
        raise Unknown("frame types", session.versions.v8_full)
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return {"v8": session.versions.v8_full, "types": [{"number": n, "type": name} for n, name in _types(session)]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, name in _types(session):
        yield [f"{number:>4} ", Span("name", name)]
