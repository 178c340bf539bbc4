"""VALUE arguments, as every command takes them: one or more expressions (see expressions.py and docs/values.md)."""

from __future__ import annotations

import argparse
from typing import Iterator, List, Tuple

from ..elements import Slot
from ..errors import Error
from ..expressions import evaluate
from ..functions import JSFunction
from ..session import Session

HELP = "an address, $register, (expression), global, process, fN.NAME …, then .name [\"key\"] [3] [[Slot]]"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the positional `values`: one or more."""
    parser.add_argument("values", nargs="+", metavar="VALUE", help=HELP)


def functions(session: Session, texts: List[str]) -> List[str]:
    """Those of some VALUEs that are functions with source."""
    found = []
    for text in texts:
        try:
            value = evaluate(session, text)
        except Error:
            continue  # the command before has said it
        if isinstance(value, JSFunction) and value.has_user_code:
            found.append(text)
    return found


def each(session: Session, args: argparse.Namespace) -> Iterator[Tuple[str, Slot]]:
    """(text as typed, value) of each VALUE. One bad among many becomes a warning; an only one raises."""
    for text in args.values:
        try:
            yield text, evaluate(session, text)
        except Error as error:
            if len(args.values) == 1:
                raise
            session.warn(f"{error}; {error.hint}" if error.hint else str(error))
