"""VALUE arguments, as every command takes them: one or more expressions (see expressions.py and docs/values.md)."""

from __future__ import annotations

import argparse
from typing import Iterator, Tuple

from ..elements import Slot
from ..errors import Error
from ..expressions import evaluate
from ..session import Session

HELP = "an address, $register, (expression), global, process, fN.NAME …, then .name [\"key\"] [3] [[Slot]]"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the positional `values`: one or more."""
    parser.add_argument("values", nargs="+", metavar="VALUE", help=HELP)


def each(session: Session, args: argparse.Namespace) -> Iterator[Tuple[str, Slot]]:
    """(text as typed, value) of each VALUE. One bad among many becomes a warning; an only one raises."""
    for text in args.values:
        try:
            yield text, evaluate(session, text)
        except Error as error:
            if len(args.values) == 1:
                raise
            session.warn(f"{error}; {error.hint}" if error.hint else str(error))
